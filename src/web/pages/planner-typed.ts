import { type Day, isDay } from '../../domain/days.ts'
import { plainWidth } from '../../domain/plain-width.ts'
import type { Fault } from '../../domain/problem.ts'
import type { PlanAsked } from '../../domain/seat-plan.ts'
import { spreadOverDay } from '../../domain/simulation/line.ts'
import type { PlanBasis } from '../../reads/planner.ts'

/** What the planner was asked, as typed: the address of the page carries it. */
export type PlannerTyped = Record<string, string>

/** The hours of a day, in the order of their fields. */
export const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** The name of the field of an hour. */
export const callsField = (hour: number) => `calls-${hour}`

/** The weekdays, Monday 1 to Sunday 7. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7]

/** The name of the field of a weekday. */
export const weekdayField = (weekday: number) => `day-${weekday}`

/** The bounds of the numbers; calls are an hour, shares and weekdays in percent. */
export const bounds = {
  handling: [1, 180],
  share: [50, 99],
  within: [5, 900],
  calls: [0, 999],
  weekday: [0, 500],
} as const

/** Calls an hour to start from where nothing is known yet. */
const exampleCalls = 3

/** What the form shows: what was typed, else what the last weeks tell, else an example of a line of 3 calls an hour. */
export function typedPlan(query: PlannerTyped, basis: PlanBasis, today: Day): PlannerTyped {
  const calls = basis.callsByHour ?? spreadOverDay(exampleCalls)
  const usual: PlannerTyped = {
    week: today,
    handling: String(Math.min(180, Math.max(1, Math.round(basis.handlingMinutes ?? 20)))),
    share: '90',
    within: '30',
    ...Object.fromEntries(hours.map(hour => [callsField(hour), String(Math.round(calls[hour]! * 10) / 10)])),
    ...Object.fromEntries(
      weekdays.map(weekday => [
        weekdayField(weekday),
        String(Math.min(500, Math.round((basis.byWeekday?.[weekday - 1] ?? 1) * 100))),
      ]),
    ),
  }
  return Object.fromEntries(Object.entries(usual).map(([name, value]) => [name, query[name] ?? value]))
}

/** The typed plan as numbers, or every fault of it. */
export function readPlan(
  typed: PlannerTyped,
): { asked: PlanAsked; week: Day; faults?: undefined } | { asked?: undefined; faults: Fault[] } {
  const faults: Fault[] = []
  const number = (name: string, [least, most]: readonly [number, number]) => {
    const text = plainWidth(typed[name] ?? '').trim()
    const value = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN
    if (text === '') faults.push({ field: name, code: 'missing' })
    else if (Number.isNaN(value)) faults.push({ field: name, code: 'wrong_type' })
    else if (value < least) faults.push({ field: name, code: 'too_small', limit: least })
    else if (value > most) faults.push({ field: name, code: 'too_large', limit: most })
    return value
  }
  const week = typed.week ?? ''
  if (!isDay(week)) faults.push({ field: 'week', code: week === '' ? 'missing' : 'not_a_day' })
  const handlingMinutes = number('handling', bounds.handling)
  const target = {
    share: number('share', bounds.share) / 100,
    withinSeconds: number('within', bounds.within),
  }
  const callsByHour = hours.map(hour => number(callsField(hour), bounds.calls))
  const byWeekday = weekdays.map(weekday => number(weekdayField(weekday), bounds.weekday) / 100)
  return faults.length > 0 ? { faults } : { asked: { handlingMinutes, target, callsByHour, byWeekday }, week }
}
