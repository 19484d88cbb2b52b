/** How often a value occurred. */
export type Bar = { value: number; count: number }

/** The continuous percentile (0 ≤ p ≤ 1) of a histogram in any order, as PostgreSQL's percentile_cont; null when it is empty. */
export function percentile(histogram: readonly Bar[], p: number): number | null {
  const bars = histogram.filter(({ count }) => count > 0).sort((a, b) => a.value - b.value)
  const total = bars.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const position = Math.min(1, Math.max(0, p)) * (total - 1)
  const [low, high] = [valueAt(bars, Math.floor(position)), valueAt(bars, Math.ceil(position))]
  return low + (high - low) * (position - Math.floor(position))
}

/** The value at a place of the sorted list that the bars stand for. */
function valueAt(bars: readonly Bar[], place: number) {
  let passed = 0
  for (const { value, count } of bars) {
    passed += count
    if (place < passed) return value
  }
  return bars.at(-1)!.value
}
