import { without } from './intervals.ts'
import type { Bookable, PersonalInterval, Pool } from './slots.ts'

/** How much of the time of those on shift is kept for who calls, in percent, and how long a session lasts. */
export type PhoneOnlyRules = { PHONE_ONLY_SHARE: number; SESSION_MINUTES: number }

/** Whether somebody's session that starts then (epoch milliseconds) may be booked on the web. */
export type OfferedOnWeb = (id: string, startsAt: number) => boolean

/**
 * The part of the open times that the web may book, so that whoever fills every form there leaves some to those who call.
 * By one person and one start, `PHONE_ONLY_SHARE` in a hundred are drawn for the telephone: the same on every machine and
 * at any moment, whatever is booked meanwhile, so no race gets round it. Whoever draws highest of all who could hold a
 * session at that start is never kept: the web has somebody at every start that has anybody, and of one person alone all.
 */
export function offeredOnWeb({ shifts, people }: Pool, rules: PhoneOnlyRules): OfferedOnWeb {
  if (rules.PHONE_ONLY_SHARE === 0) return () => true
  const least = (rules.PHONE_ONLY_SHARE / 100) * 2 ** 32
  const length = rules.SESSION_MINUTES * 60_000
  const shiftsOf = Map.groupBy(shifts, ({ counselorId }) => counselorId)
  const all = [...people]
    .filter(([, { modes, languages }]) => modes.length > 0 && languages.length > 0)
    .map(([id, person]) => ({ id, seed: seedOf(id), times: timesOf(person, shiftsOf.get(id) ?? []) }))
  const seeds = new Map(all.map(({ id, seed }) => [id, seed]))
  return (id, startsAt) => {
    const own = drawn(seeds.get(id) ?? 0, startsAt)
    if (own >= least) return true
    return !all.some(
      other =>
        other.id !== id &&
        drawn(other.seed, startsAt) > own &&
        other.times.some(time => time.startsAt <= startsAt && startsAt + length <= time.endsAt),
    )
  }
}

function timesOf({ inForceUntil = Number.POSITIVE_INFINITY }: Bookable, shifts: readonly PersonalInterval[]) {
  return without(shifts, []).map(({ startsAt, endsAt }) => ({
    startsAt,
    endsAt: Math.min(endsAt, inForceUntil),
  }))
}

/** FNV-1a. */
function seedOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return hash
}

/** A whole number below 2³², evenly spread over people and minutes (the last steps of MurmurHash3). */
function drawn(seed: number, startsAt: number): number {
  let hash = seed ^ Math.imul(Math.trunc(startsAt / 60_000), 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
