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

/** Who could hold a session: what the person speaks and works by, and the partner. */
export type Holder = { languages: readonly string[]; modes: readonly string[]; partnerId: string | null }

/** What a booked session needs; `withoutPartner` is the partner that the caller left out. */
export type Held = { language: string; mode: string; withoutPartner: string | null }

/** Whether somebody could hold each of these sessions, as far as languages, modes and partner go. */
export function couldHold(person: Holder, sessions: readonly Held[]): boolean {
  return sessions.every(
    ({ language, mode, withoutPartner }) =>
      person.languages.includes(language) &&
      person.modes.includes(mode) &&
      (withoutPartner === null || withoutPartner !== person.partnerId),
  )
}
