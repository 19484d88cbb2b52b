import type { RoutingRules } from '../routing.ts'

/** Seats from one hour of every day to another, 0 to 24; past midnight where the end is not after the start. */
export type Band = { fromHour: number; toHour: number; seats: number }

/** Whoever calls: calls an hour in each of the 24 hours, how long they talk, how long they wait (mean, exponential). */
export type Callers = {
  byHour: readonly number[]
  talkMinutes: number
  talk: 'lognormal' | 'exponential'
  /** Standard deviation of the lognormal. */
  talkDeviation: number
  patienceMinutes: number
  /** Share of calls with a high risk, after which counselors rest. */
  highRisk: number
}

/** What counselors do with an offer and after a call; shares of offers from 0 to 1, all durations are means. */
export type Habits = {
  acceptSeconds: number
  declined: number
  missed: number
  awayMinutes: number
  wrapUpMinutes: number
}

/** Booked sessions of each shift; whoever booked gives up when it begins this late. */
export type Sessions = {
  perShift: number
  minutes: number
  noShow: number
  noShowMinutes: number
  lateMinutes: number
}

/** A line with everything that a simulation of it needs. Its people belong to the partners in turn. */
export type SimulatedLine = {
  days: number
  bands: readonly Band[]
  partners: number
  callers: Callers
  habits: Habits
  sessions: Sessions
  rules: RoutingRules & { offerSeconds: number; restMinutes: number }
}

/**
 * How calls spread over the hours of a day where nothing is known, in shares of the whole day: peak from 18 to 22
 * and six in ten from 18 to 6, as Chinese lines report (Beijing 12356).
 */
export const usualCurve: readonly number[] = curveOf([
  3.6, 2.8, 2.2, 1.8, 1.6, 1.6, 1.8, 2.4, 3, 3.6, 4, 3.8, 3.4, 3.4, 3.6, 3.8, 4.2, 4.6, 8, 9.2, 9.4, 8.4, 6,
  4.8,
])

/** So many calls an hour over the whole day, spread by the usual curve. */
export function spreadOverDay(callsAnHour: number): number[] {
  return usualCurve.map(share => share * 24 * callsAnHour)
}

/** Hours from the start of a band to its end. */
export function hoursOf({ fromHour, toHour }: Band): number {
  return toHour > fromHour ? toHour - fromHour : toHour - fromHour + 24
}

function curveOf(weights: number[]) {
  const sum = weights.reduce((all, one) => all + one, 0)
  return weights.map(weight => weight / sum)
}
