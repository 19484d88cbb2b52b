import type { Interval } from './intervals.ts'

/** How well an hour is covered: as many as it needs, fewer, or nobody in a language that it needs. */
export type Coverage = 'covered' | 'thin' | 'uncovered'

/** How many people are there at every moment of a stretch: the least at any one time. */
export function leastAtOnce(stretch: Interval, shifts: readonly Interval[]): number {
  const within = shifts.filter(shift => shift.startsAt < stretch.endsAt && shift.endsAt > stretch.startsAt)
  const moments = [stretch.startsAt, ...within.map(shift => shift.endsAt)].filter(
    at => at >= stretch.startsAt && at < stretch.endsAt,
  )
  return Math.min(
    ...moments.map(at => within.filter(shift => shift.startsAt <= at && shift.endsAt > at).length),
  )
}

/** Neighboring stretches of the same coverage as one, in order. */
export function coverageSpans<S extends Interval & { coverage: Coverage }>(
  stretches: readonly S[],
): (Interval & { coverage: Coverage })[] {
  const spans: (Interval & { coverage: Coverage })[] = []
  for (const { startsAt, endsAt, coverage } of stretches) {
    const last = spans.at(-1)
    if (last?.coverage === coverage && last.endsAt === startsAt) last.endsAt = endsAt
    else spans.push({ startsAt, endsAt, coverage })
  }
  return spans
}
