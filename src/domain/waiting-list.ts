/** Somebody who waits for a time: the open times that would suit, and those they know of already (epoch milliseconds). */
export type WaitingFor = { id: string; open: readonly number[]; known: ReadonlySet<number> }

/** A time of which an entry is told, by a letter that names it. */
export type Telling = { entryId: string; opensAt: number }

/** Nobody gets more letters than this from one entry: an address may not be its writer's own. */
export const mostLetters = 3

/** So long a time is the turn of whom it was told to; still open after that, the next in line hears of it too. */
export const turnMinutes = 30

/**
 * Who is told of which open time now: entries in their order, each of the earliest time that it does not know and
 * that is nobody else's turn (`told` are the times named to somebody within the last half hour). One letter speaks for
 * all that is open then, so whoever is told knows of all.
 */
export function tellings(inLine: readonly WaitingFor[], told: ReadonlySet<number>): Telling[] {
  const taken = new Set(told)
  const made: Telling[] = []
  for (const { id, open, known } of inLine) {
    const fresh = open.filter(time => !known.has(time) && !taken.has(time))
    if (fresh.length === 0) continue
    const opensAt = Math.min(...fresh)
    taken.add(opensAt)
    made.push({ entryId: id, opensAt })
  }
  return made
}

/** What an entry knows that is open no longer: should it open again, that is news. */
export function closedAgain({ open, known }: WaitingFor): number[] {
  const still = new Set(open)
  return [...known].filter(time => !still.has(time))
}
