/** Chance that can be repeated: the same seed and stream give the same numbers on every machine. */
export type Dice = {
  /** Evenly from 0 up to, not including, 1. */
  even: () => number
  exponential: (mean: number) => number
  /** Always above zero, with this mean and standard deviation; just the mean where the deviation is zero. */
  lognormal: (mean: number, deviation: number) => number
}

/** Dice of one stream of a seed; streams of one seed do not follow from each other (sfc32 of PractRand). */
export function diceOf(seed: number, stream: number): Dice {
  let [a, b, c, counter] = [seed | 0, Math.floor(seed / 2 ** 32) | 0, stream | 0, 1]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  // The first numbers still resemble the seed.
  for (let round = 0; round < 15; round++) next()
  const even = () => (next() * 2 ** 21 + (next() >>> 11)) / 2 ** 53
  const exponential = (mean: number) => -mean * Math.log1p(-even())
  const normal = () => Math.sqrt(-2 * Math.log1p(-even())) * Math.cos(2 * Math.PI * even())
  const lognormal = (mean: number, deviation: number) => {
    const variance = Math.log1p((deviation / mean) ** 2)
    return mean * Math.exp(Math.sqrt(variance) * normal() - variance / 2)
  }
  return { even, exponential, lognormal }
}
