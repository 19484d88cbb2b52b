import type { AgeBand, Mode } from './codes.ts'
import { type Interval, without } from './intervals.ts'
import { needsOf } from './routing-contacts.ts'
import type { Qualification } from './routing-terms.ts'
import type { Stretch } from './time.ts'

/** An interval (epoch milliseconds) of one counselor: a shift, or something that keeps them busy in it. */
export type PersonalInterval = Interval & { counselorId: string }

/** What a caller may choose a counselor by. */
export type Bookable = {
  languages: readonly string[]
  modes: readonly Mode[]
  partnerId: string
  /** What somebody is qualified for beyond the usual; without it, for everything. */
  qualifications?: readonly Qualification[]
  /** No session may end later, in epoch milliseconds: qualification, training, insurance or supervision lapses then. */
  inForceUntil?: number
}

/**
 * What the caller asked for; `withoutPartner` leaves the people of one partner out, and a child is for those alone who
 * are qualified for minors.
 */
export type Wish = {
  language?: string
  mode?: Mode
  withoutPartner?: string
  ageBand?: AgeBand
  /** Of this person only: a counselor offers the caller they talk to a time of their own. */
  counselorId?: string
}

/** The pool of counselors: who they are, when they are on shift, when they are taken. */
export type Pool = {
  shifts: readonly PersonalInterval[]
  busy: readonly PersonalInterval[]
  people: ReadonlyMap<string, Bookable>
}

/**
 * Where to look: starts in [from, to), none before `notBefore` (now and the notice), all in epoch milliseconds, on a
 * grid that begins at each local midnight of `stretches` (the days of the range, by `stretchesOfDay`).
 */
export type Search = Wish & {
  stretches: readonly Stretch[]
  from: number
  to: number
  notBefore: number
  sessionMinutes: number
  gridMinutes: number
  /** Leaves out somebody's session that starts then; without it, nobody's. */
  offered?: (id: string, startsAt: number) => boolean
}

/** A time at which somebody of the pool is free; modes and languages are those of all who are, taken together. */
export type OpenTime = Interval & { modes: readonly Mode[]; languages: readonly string[] }

/**
 * The open times of the whole pool, in order: the starts at which at least one person who fits the wish has a shift
 * (adjoining ones count as one) that covers the session and nothing that keeps them busy or has lapsed.
 * 100 people and 30 days of half hours take about 2 ms: each person only marks the starts, with bits for what they offer.
 */
export function openTimes({ shifts, busy, people }: Pool, search: Search): OpenTime[] {
  const starts = gridStarts(search)
  const length = search.sessionMinutes * 60_000
  const languages = codesOf<string>()
  const modes = codesOf<Mode>()
  const languagesAt = new Uint32Array(starts.length)
  const modesAt = new Uint32Array(starts.length)
  const shiftsOf = byCounselor(shifts)
  const busyOf = byCounselor(busy)
  for (const [id, person] of people) {
    if (!fits(id, person, search)) continue
    const languageBits = languages.bits(person.languages)
    const modeBits = modes.bits(person.modes)
    for (const { startsAt, endsAt } of without(shiftsOf.get(id) ?? [], busyOf.get(id) ?? [])) {
      const end = Math.min(endsAt, person.inForceUntil ?? endsAt)
      for (let index = firstAtOrAfter(starts, startsAt); starts[index]! + length <= end; index++) {
        if (search.offered?.(id, starts[index]!) === false) continue
        languagesAt[index]! |= languageBits
        modesAt[index]! |= modeBits
      }
    }
  }
  const open: OpenTime[] = []
  starts.forEach((startsAt, index) => {
    // Whoever offers no mode at all cannot be booked.
    if (modesAt[index] === 0) return
    open.push({
      startsAt,
      endsAt: startsAt + length,
      modes: modes.list(modesAt[index]!),
      languages: languages.list(languagesAt[index]!),
    })
  })
  return open
}

/** The ids of those who fit the wish, with all in force that sessions require, on shift and free for the whole of one session. */
export function freeCounselors({ shifts, busy, people }: Pool, session: Interval, wish: Wish): string[] {
  const shiftsOf = byCounselor(shifts)
  const busyOf = byCounselor(busy)
  const isFree = (id: string) =>
    without(shiftsOf.get(id) ?? [], busyOf.get(id) ?? []).some(
      ({ startsAt, endsAt }) => startsAt <= session.startsAt && session.endsAt <= endsAt,
    )
  const isInForce = ({ inForceUntil }: Bookable) =>
    inForceUntil === undefined || session.endsAt <= inForceUntil
  return [...people]
    .filter(([id, person]) => fits(id, person, wish) && isInForce(person) && isFree(id))
    .map(([id]) => id)
}

function fits(
  id: string,
  { languages, modes, partnerId, qualifications }: Bookable,
  { language, mode, withoutPartner, ageBand = 'unknown', counselorId = id }: Wish,
) {
  return (
    id === counselorId &&
    needsOf({ ageBand, markedAs: null }).every(need => qualifications?.includes(need) ?? true) &&
    modes.length > 0 &&
    languages.length > 0 &&
    (language === undefined || languages.includes(language)) &&
    (mode === undefined || modes.includes(mode)) &&
    partnerId !== withoutPartner
  )
}

function gridStarts({ stretches, from, to, notBefore, gridMinutes }: Search) {
  const grid = gridMinutes * 60_000
  const starts: number[] = []
  for (const stretch of stretches) {
    const first = Math.max(stretch.startsAt, from, notBefore)
    const end = Math.min(stretch.endsAt, to)
    const { midnight } = stretch
    for (let at = midnight + Math.ceil((first - midnight) / grid) * grid; at < end; at += grid)
      starts.push(at)
  }
  return Float64Array.from(starts).sort()
}

function firstAtOrAfter(starts: Float64Array, at: number) {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! < at) low = middle + 1
    else high = middle
  }
  return low
}

function byCounselor(intervals: readonly PersonalInterval[]) {
  const grouped = new Map<string, PersonalInterval[]>()
  for (const interval of intervals) {
    const own = grouped.get(interval.counselorId)
    if (own) own.push(interval)
    else grouped.set(interval.counselorId, [interval])
  }
  return grouped
}

/** Numbers codes as bits in order of appearance, up to 32 of them, and reads them back; equal bits share one list. */
function codesOf<Code extends string>() {
  const codes: Code[] = []
  const lists = new Map<number, readonly Code[]>()
  const bit = (code: Code) => {
    if (!codes.includes(code)) codes.push(code)
    return 1 << codes.indexOf(code)
  }
  return {
    bits: (some: readonly Code[]) => some.reduce((bits, code) => bits | bit(code), 0),
    list(bits: number) {
      const known = lists.get(bits)
      if (known) return known
      const list = codes.filter((_, index) => bits & (1 << index))
      lists.set(bits, list)
      return list
    },
  }
}
