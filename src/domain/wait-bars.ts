/** How often each whole second of waiting occurred. */
export type WaitBars = Map<number, number>

/**
 * Adds up waits and how often each occurred, both as whole numbers from 0 between commas, braces around some of them or
 * not; a wait may come more than once.
 */
export function barsOf(waits: string, counts: string): WaitBars {
  const often = numbers(counts)
  const bars: WaitBars = new Map()
  for (const [place, seconds] of numbers(waits).entries())
    bars.set(seconds, (bars.get(seconds) ?? 0) + (often[place] ?? 0))
  return bars
}

/** Read sign by sign: months by hour are some hundred thousand numbers, and to split the text takes most of the time. */
function numbers(text: string): number[] {
  const found: number[] = []
  let number = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === comma) {
      found.push(number)
      number = 0
    } else if (sign < brace) number = number * 10 + sign - zero
  }
  found.push(number)
  return found
}

const [comma, zero, brace] = [','.charCodeAt(0), '0'.charCodeAt(0), '{'.charCodeAt(0)]

/**
 * The wait at so many tenths of the way from the shortest to the longest, between two waits in proportion, in seconds
 * with one digit: the continuous percentile of all single waits. Of no waits null.
 */
export function tenthsOfTheWay(bars: WaitBars, tenths: number): number | null {
  const sorted = [...bars].filter(([, count]) => count > 0).sort(([a], [b]) => a - b)
  const total = sorted.reduce((sum, [, count]) => sum + count, 0)
  if (total === 0) return null
  // In tenths, for 0.9 × 11 is not quite 9.9.
  const place = tenths * (total - 1)
  const low = waitAt(sorted, Math.floor(place / 10))
  const high = waitAt(sorted, Math.ceil(place / 10))
  return Math.round(low * 10 + (high - low) * (place % 10)) / 10
}

/** The wait of whoever stands at this place, counted from 0, when all stand in order. */
function waitAt(sorted: readonly (readonly [number, number])[], place: number): number {
  let before = 0
  for (const [wait, count] of sorted) {
    before += count
    if (before > place) return wait
  }
  return Number.NaN
}
