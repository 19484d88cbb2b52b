/** Counts of 1 up to, not including, this number are never shown. */
export const smallestShown = 5

/** A count that is shown, or null where it is withheld. */
export type Shown = number | null

/** A list of counts as it may be shown, with its total. */
export type ShownList = { cells: Shown[]; total: Shown }

/**
 * The list with its small counts (1 to threshold − 1) withheld, and so much more that none of them can be worked out.
 *
 * With any small count the smallest larger counts, all that are equal to it, are withheld too. The rule never looks at places: every
 * rearrangement of the withheld counts would have been shown the same way, and one of them is small and one is not. So
 * even those who know the rule cannot tell which is which, nor that a withheld count is small.
 * Zero is shown: it tells of nobody, and the argument above does not use the zeros. Where the whole is under twice the
 * threshold, or no larger count is there to hide behind, nothing is shown, not even the total.
 */
export function withhold(counts: readonly number[], threshold = smallestShown): ShownList {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const isSmall = (count: number) => count > 0 && count < threshold
  const larger = counts.filter(count => count >= threshold)
  const cover = counts.some(isSmall) ? Math.min(...larger) : undefined
  if (tooFewInAll(total, threshold) || cover === Number.POSITIVE_INFINITY)
    return { cells: counts.map(() => null), total: null }
  return { cells: counts.map(count => (isSmall(count) || count === cover ? null : count)), total }
}

/** Whether a table counts so few in all that nothing of it may be shown: under twice the threshold. */
export function tooFewInAll(total: number, threshold = smallestShown): boolean {
  return total < 2 * threshold
}
