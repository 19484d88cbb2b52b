import type { Day } from './days.ts'
import { type AnswerTarget, callsCarried, erlangC, seatsFor } from './erlang.ts'
import { defaultSeats } from './seats-required.ts'

/** Seats planned in one hour of a day, and how many of them each partner brings. */
export type SeatsPlanned = { day: Day; hour: number; seats: number; ofPartners: readonly number[] }

/** What is asked of a plan: calls in each of the 24 hours, minutes from answer to free again, and the target. */
export type PlanAsked = { callsByHour: readonly number[]; handlingMinutes: number; target: AnswerTarget }

/**
 * One hour of the day: calls and seats needed, the fewest seats planned on any day of the week, how many each day lacks
 * (days that lack none left out), and the share of callers answered in time with those fewest.
 */
export type HourPlan = {
  hour: number
  calls: number
  needed: number
  planned: number
  short: { day: Day; missing: number }[]
  answeredShare: number
}

/** The hours of the day against a week's roster. An hour with calls needs two seats at least (guideline of 2021), one without none. */
export function seatPlan(
  { callsByHour, handlingMinutes, target }: PlanAsked,
  week: readonly SeatsPlanned[],
): HourPlan[] {
  return callsByHour.map((calls, hour) => {
    const demand = { callsAnHour: calls, handlingMinutes }
    const needed = calls === 0 ? 0 : Math.max(defaultSeats, seatsFor(demand, target))
    const there = week.filter(one => one.hour === hour)
    const planned = there.length === 0 ? 0 : Math.min(...there.map(({ seats }) => seats))
    return {
      hour,
      calls,
      needed,
      planned,
      short: there
        .filter(({ seats }) => seats < needed)
        .map(({ day, seats }) => ({ day, missing: needed - seats })),
      answeredShare: erlangC(demand, planned).answeredWithin(target.withinSeconds),
    }
  })
}

/** Hours in a row that lack the same number of seats on the same days: up to, not including, `toHour`. */
export type Shortage = { fromHour: number; toHour: number; missing: number; days: Day[] }

/** Where the roster does not suffice, in order of hours and then worst first, neighbors as one. */
export function shortagesOf(plan: readonly HourPlan[]): Shortage[] {
  const found: Shortage[] = []
  for (const { hour, short } of plan) {
    const groups = [...Map.groupBy(short, ({ missing }) => missing)].sort(([a], [b]) => b - a)
    for (const [missing, ofDays] of groups) {
      // A clock change repeats an hour: its day is still one.
      const days = [...new Set(ofDays.map(({ day }) => day))]
      const before = found.find(
        one => one.toHour === hour && one.missing === missing && one.days.join() === days.join(),
      )
      if (before) before.toHour = hour + 1
      else found.push({ fromHour: hour, toHour: hour + 1, missing, days })
    }
  }
  return found
}

/** Calls carried at the target when partners share their callers, and when each answers only its own. */
export type Pooling = { shared: number; apart: number }

/** What sharing brings in an hour with so many seats, spread over so many partners as evenly as can be. */
export function poolingOf(seats: number, partners: number, asked: Omit<PlanAsked, 'callsByHour'>): Pooling {
  const ofPartners = Array.from({ length: partners }, (_, place) => Math.ceil((seats - place) / partners))
  return poolingOfHours([{ seats, ofPartners }], asked)
}

/** What sharing brings in all hours of a roster together. */
export function poolingOfHours(
  hours: readonly Pick<SeatsPlanned, 'seats' | 'ofPartners'>[],
  { handlingMinutes, target }: Omit<PlanAsked, 'callsByHour'>,
): Pooling {
  const known = new Map<number, number>()
  const carried = (seats: number) => {
    const calls = known.get(seats) ?? callsCarried(seats, handlingMinutes, target)
    known.set(seats, calls)
    return calls
  }
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)
  return {
    shared: sum(hours.map(({ seats }) => carried(seats))),
    apart: sum(hours.map(({ ofPartners }) => sum(ofPartners.map(carried)))),
  }
}
