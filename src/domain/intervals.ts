/** A stretch of time from `startsAt` up to, not including, `endsAt`, in epoch milliseconds. */
export type Interval = { startsAt: number; endsAt: number }

/** The same time as few intervals in order: overlapping and adjoining ones become one, empty ones go. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const result: Interval[] = []
  for (const { startsAt, endsAt } of [...intervals].sort((a, b) => a.startsAt - b.startsAt)) {
    const last = result.at(-1)
    if (startsAt >= endsAt) continue
    if (last && startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, endsAt)
    else result.push({ startsAt, endsAt })
  }
  return result
}

/** What is left of the first intervals once the second are taken away, in order. */
export function without(intervals: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const holes = merged(taken)
  const result: Interval[] = []
  let next = 0
  for (const { startsAt, endsAt } of merged(intervals)) {
    let from = startsAt
    while (next < holes.length && holes[next]!.endsAt <= from) next++
    for (let hole = next; hole < holes.length && holes[hole]!.startsAt < endsAt; hole++) {
      if (holes[hole]!.startsAt > from) result.push({ startsAt: from, endsAt: holes[hole]!.startsAt })
      from = Math.max(from, holes[hole]!.endsAt)
    }
    if (from < endsAt) result.push({ startsAt: from, endsAt })
  }
  return result
}
