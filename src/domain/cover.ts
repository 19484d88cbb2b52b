import type { AgeBand } from './codes.ts'
import { isInForceUntil } from './in-force.ts'
import { type Interval, merged } from './intervals.ts'
import { needsOf } from './routing-contacts.ts'
import type { Qualification, Standings } from './routing-terms.ts'

/** Somebody who could be asked to cover a shift; `lastAskedAt` looks at all shifts, null is never. */
export type Askable = { id: string; lastAskedAt: Date | null; askedForThis: boolean }

/** How many are asked at a time, and how long they have before the next are. */
export const askedAtOnce = 3
const roundMs = 3_600_000
/** When the shift is that near, everybody is asked. */
const urgentMs = 24 * 3_600_000

/** The order in which people are asked: never asked first, then asked longest ago, then by id, the same everywhere. */
export function inOrderOfAsking(people: readonly Askable[]): string[] {
  const last = ({ lastAskedAt }: Askable) => lastAskedAt?.getTime() ?? Number.NEGATIVE_INFINITY
  return [...people]
    .sort((a, b) => (last(a) === last(b) ? (a.id < b.id ? -1 : 1) : last(a) - last(b)))
    .map(({ id }) => id)
}

/**
 * Whom to ask now for a shift: three at a time, the next three an hour after the last were asked, and everybody who is
 * left once it begins within 24 hours; nobody once it has begun.
 */
export function whomToAsk(
  people: readonly Askable[],
  { now, startsAt, lastRoundAt }: { now: Date; startsAt: Date; lastRoundAt: Date | null },
): string[] {
  const ahead = startsAt.getTime() - now.getTime()
  if (ahead <= 0) return []
  const left = inOrderOfAsking(people.filter(({ askedForThis }) => !askedForThis))
  if (ahead <= urgentMs) return left
  const isTime = lastRoundAt === null || now.getTime() - lastRoundAt.getTime() >= roundMs
  return isTime ? left.slice(0, askedAtOnce) : []
}

/** Who could hold a session: what the person speaks and works by, the partner, and what they may be asked for. */
export type Holder = Standings & {
  languages: readonly string[]
  modes: readonly string[]
  partnerId: string | null
}

/** What a booked session needs; `withoutPartner` is the partner that the caller left out. */
export type Held = {
  language: string
  mode: string
  ageBand: AgeBand
  withoutPartner: string | null
  endsAt: Date
}

/**
 * Whether somebody could hold each of these sessions: language, mode, partner, qualified for its caller's age, and all
 * that sessions require in force up to its end.
 */
export function couldHold(person: Holder, sessions: readonly Held[]): boolean {
  return sessions.every(
    ({ language, mode, ageBand, withoutPartner, endsAt }) =>
      person.languages.includes(language) &&
      person.modes.includes(mode) &&
      (withoutPartner === null || withoutPartner !== person.partnerId) &&
      isQualified(person, needsOf({ ageBand, markedAs: null })) &&
      isInForceUntil(person, endsAt.getTime()),
  )
}

/**
 * Whether somebody may take a shift: all that work requires is in force up to its end, and between it and their own
 * shifts lie at least so many hours of rest; adjoining ones count as one. Overlaps are not looked at here.
 */
export function mayTake(
  person: Standings,
  shift: Interval,
  own: readonly Interval[],
  restHours: number,
): boolean {
  const rest = restHours * 3_600_000
  const isTooClose = ({ startsAt, endsAt }: Interval) => {
    const apart = Math.max(startsAt - shift.endsAt, shift.startsAt - endsAt)
    return apart > 0 && apart < rest
  }
  // Neighbors that adjoin count as one with what adjoins them.
  return isInForceUntil(person, shift.endsAt) && !merged(own).some(isTooClose)
}

function isQualified({ qualifications }: Standings, needs: readonly Qualification[]) {
  return !qualifications || needs.every(need => qualifications.includes(need))
}
