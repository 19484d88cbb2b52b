import { type Day, dayOfWeek } from './days.ts'
import { type AnswerTarget, callsCarried, erlangC, seatsFor } from './erlang.ts'
import { defaultSeats } from './seats-required.ts'

/** Seats planned in one hour of a day, and how many of them each partner brings. */
export type SeatsPlanned = { day: Day; hour: number; seats: number; ofPartners: readonly number[] }

/**
 * What is asked of a plan: calls in each of the 24 hours of a mean day, how many times as many each weekday has (Monday
 * first; all alike where left out), minutes from answer to free again, and the target.
 */
export type PlanAsked = {
  callsByHour: readonly number[]
  byWeekday?: readonly number[]
  handlingMinutes: number
  target: AnswerTarget
}

/** One hour of one day: calls, the seats that they need, and the seats planned. */
export type DayHourPlan = { day: Day; hour: number; calls: number; needed: number; planned: number }

/** Every hour of a week's roster. An hour with calls needs two seats at least (guideline of 2021), one without none. */
export function weekPlan(asked: PlanAsked, week: readonly SeatsPlanned[]): DayHourPlan[] {
  const seatsOf = neededSeats(asked)
  return week.map(({ day, hour, seats }) => {
    const calls = callsOn(asked, hour, day)
    return { day, hour, calls, needed: seatsOf(calls), planned: seats }
  })
}

/**
 * One hour of the day, on the day that lacks most seats, or has fewest to spare: calls, seats needed and planned, and the
 * share of callers answered in time with those; and how many each day lacks (days that lack none left out).
 */
export type HourPlan = {
  hour: number
  calls: number
  needed: number
  planned: number
  short: { day: Day; missing: number }[]
  answeredShare: number
}

/** The hours of the day against a week's roster; against nothing, those of a mean day. */
export function seatPlan(asked: PlanAsked, week: readonly SeatsPlanned[]): HourPlan[] {
  const seatsOf = neededSeats(asked)
  const byHour = Map.groupBy(weekPlan(asked, week), ({ hour }) => hour)
  return asked.callsByHour.map((mean, hour) => {
    const there = byHour.get(hour) ?? [{ day: '', hour, calls: mean, needed: seatsOf(mean), planned: 0 }]
    const { calls, needed, planned } = there.reduce((worst, one) =>
      one.planned - one.needed < worst.planned - worst.needed ? one : worst,
    )
    const demand = { callsAnHour: calls, handlingMinutes: asked.handlingMinutes }
    return {
      hour,
      calls,
      needed,
      planned,
      short: (byHour.get(hour) ?? [])
        .filter(one => one.planned < one.needed)
        .map(one => ({ day: one.day, missing: one.needed - one.planned })),
      answeredShare: erlangC(demand, planned).answeredWithin(asked.target.withinSeconds),
    }
  })
}

function callsOn({ callsByHour, byWeekday }: PlanAsked, hour: number, day: Day) {
  return callsByHour[hour]! * (byWeekday?.[dayOfWeek(day) - 1] ?? 1)
}

function neededSeats({ handlingMinutes, target }: Omit<PlanAsked, 'callsByHour'>) {
  const known = new Map([[0, 0]])
  return (callsAnHour: number) => {
    const seats =
      known.get(callsAnHour) ?? Math.max(defaultSeats, seatsFor({ callsAnHour, handlingMinutes }, target))
    known.set(callsAnHour, seats)
    return seats
  }
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

/** Seats that a week of these calls needs when partners share, and when each answers an equal part of them alone, hour by hour. */
export type SeatHours = { shared: number; apart: number }

/** What sharing saves: seats of the busiest hour of the week, and seat hours of all its hours. */
export function seatsSaved(
  asked: PlanAsked,
  partners: number,
  days: readonly Day[],
): { busiest: SeatHours; week: SeatHours } {
  const shared = neededSeats(asked)
  const apart = (calls: number) =>
    calls === 0
      ? 0
      : partners *
        seatsFor({ callsAnHour: calls / partners, handlingMinutes: asked.handlingMinutes }, asked.target)
  const calls = days.flatMap(day => asked.callsByHour.map((_, hour) => callsOn(asked, hour, day)))
  const ofHours = (counted: readonly number[]) => ({
    shared: counted.reduce((sum, one) => sum + shared(one), 0),
    apart: counted.reduce((sum, one) => sum + apart(one), 0),
  })
  return { busiest: ofHours([Math.max(...calls)]), week: ofHours(calls) }
}
