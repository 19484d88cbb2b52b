import type { PlannedPerson } from '../planned-people.ts'
import type { RoutingRules } from '../routing.ts'
import type { ContactClass, Qualification } from '../routing-terms.ts'

/** Seats from one hour of every day to another, 0 to 24; past midnight where the end is not after the start. */
export type Band = { fromHour: number; toHour: number; seats: number }

/**
 * Whoever calls: calls an hour in each hour from the start (24 of them are every day alike), how long they talk, how
 * long they wait (mean, exponential).
 */
export type Callers = {
  byHour: readonly number[]
  talkMinutes: number
  talk: 'lognormal' | 'exponential'
  /** Standard deviation of the lognormal. */
  talkDeviation: number
  patienceMinutes: number
  /** Share of calls with a high risk, after which counselors rest. */
  highRisk: number
  mix?: Mix
  callBacks?: CallBacks
}

/** How those who call differ, in shares of all of them (0 to 1). What is left out does not occur. */
export type Mix = {
  classes?: Partial<Record<MixedClass, number>>
  /** By code, together 1; all speak Mandarin where left out. */
  languages?: Readonly<Record<string, number>>
  /** The id of the partner that runs each line, null for a line of all; callers spread over them evenly. */
  lines?: readonly (string | null)[]
  /** Places, each innermost first with those around it, and the share of callers whose place is known. */
  places?: readonly (readonly string[])[]
  placeKnown?: number
  /** The share who leave out a partner, of those who call and of those who booked. */
  leavesOut?: number
}

/** The classes that callers bring with them; a promised call-back becomes one on the way. */
export type MixedClass = Exclude<ContactClass, 'everyone' | 'promised_callback'>

/**
 * Numbers left by those who would have hung up (shares from 0 to 1): who leaves one, the chance that somebody picks up at
 * an attempt, most attempts, minutes of one in vain and until the next, and days after which a number is forgotten.
 */
export type CallBacks = {
  leaveNumber: number
  pickUp: number
  attempts: number
  attemptMinutes: number
  retryMinutes: number
  forgottenDays: number
}

/**
 * What counselors do with an offer and after a call, and with a shift; shares of offers and shifts from 0 to 1, all
 * durations are means. Of a shift that nobody comes to, nobody knew before. `gone` are those who leave their page without
 * saying so, for this share of the time in which they have nothing in hand: an offer that meets them there runs out.
 */
export type Habits = {
  acceptSeconds: number
  declined: number
  missed: number
  awayMinutes: number
  wrapUpMinutes: number
  absent?: number
  gone?: { share: number; minutes: number }
  lateMinutes?: number
}

/** Booked sessions of each shift; a share is canceled within the day before, and whoever booked gives up when it begins this late. */
export type Sessions = {
  perShift: number
  minutes: number
  noShow: number
  noShowMinutes: number
  lateMinutes: number
  canceled?: number
}

/** What counselors can do: shares (0 to 1) of them by language beside Mandarin and by qualification, and the places that they are of. */
export type Skills = {
  languages?: Readonly<Record<string, number>>
  qualifications?: Readonly<Partial<Record<Qualification, number>>>
  places?: readonly string[]
}

/**
 * A line with everything that a simulation of it needs. Its people fill the bands and belong to the partners in turn; or
 * they are those of `roster`, with all instants counted in milliseconds from the start of the first day.
 */
export type SimulatedLine = {
  days: number
  bands: readonly Band[]
  roster?: readonly PlannedPerson[]
  skills?: Skills
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

/** The id of a partner of people who fill bands, by its place. */
export function bandPartnerId(place: number): string {
  return `partner ${place + 1}`
}

/** Hours from the start of a band to its end. */
export function hoursOf({ fromHour, toHour }: Band): number {
  return toHour > fromHour ? toHour - fromHour : toHour - fromHour + 24
}

function curveOf(weights: number[]) {
  const sum = weights.reduce((all, one) => all + one, 0)
  return weights.map(weight => weight / sum)
}
