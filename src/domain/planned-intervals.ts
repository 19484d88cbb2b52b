import { type Day, dayAfter } from './days.ts'
import { plainWidth } from './plain-width.ts'
import type { Fault, FaultCode, ProblemCode } from './problem.ts'
import { instantOf } from './time.ts'

/** One line of a plan as typed: wall-clock times, and whether the end was said to lie on the next day. */
export type TypedInterval = { from: string; to: string; nextDay: boolean }

/** What is wrong with one line of a plan: where, and why. */
export type PlanFault = { line: number; field: 'from' | 'to'; code: FaultCode | ProblemCode }

/** The instants of one line. */
export type PlannedInterval = { startsAt: Date; endsAt: Date }

/**
 * The instants of a day's typed lines, or every fault in them: `missing`, `not_a_time`,
 * `shift_in_clock_change` for a time that does not exist or happens twice, and
 * `shift_ends_before_it_starts` unless the end was said to lie on the next day.
 */
export function plannedIntervals(
  day: Day,
  lines: readonly TypedInterval[],
  zone: string,
): { intervals: PlannedInterval[]; faults: PlanFault[] } {
  const intervals: PlannedInterval[] = []
  const faults: PlanFault[] = []
  lines.forEach(({ from, to, nextDay }, line) => {
    const startsAt = momentOf(day, from, zone)
    const endsAt = momentOf(nextDay ? dayAfter(day, 1) : day, to, zone)
    if (typeof startsAt === 'string') faults.push({ line, field: 'from', code: startsAt })
    if (typeof endsAt === 'string') faults.push({ line, field: 'to', code: endsAt })
    if (typeof startsAt === 'string' || typeof endsAt === 'string') return
    if (endsAt <= startsAt) faults.push({ line, field: 'to', code: 'shift_ends_before_it_starts' })
    else intervals.push({ startsAt, endsAt })
  })
  return { intervals, faults }
}

/** A time of day as people type it (9:00, 0900, ９：００) in its one form '09:00'; anything else as it is. */
export function readTimeOfDay(typed: string): string {
  const parts = /^(\d{1,2})[:.：]?(\d{2})(?::\d{2})?$/.exec(plainWidth(typed).trim())
  return parts ? `${parts[1]?.padStart(2, '0')}:${parts[2]}` : typed.trim()
}

function momentOf(day: Day, typed: string, zone: string): Date | Fault['code'] | ProblemCode {
  const time = readTimeOfDay(typed)
  if (time === '') return 'missing'
  const wall = instantOf(day, time, zone)
  if (!wall.fault) return wall.at
  return wall.fault === 'not_a_time' ? 'not_a_time' : 'shift_in_clock_change'
}
