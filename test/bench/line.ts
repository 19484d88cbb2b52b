/** What every figure is measured with: how long one round lasts, how many there are, and how big things get. */
export type Size = { quick: boolean; rounds: number; seconds: number }

/** One line of the table: ours, beside its baseline measured in the same run, a value for each round. */
export type Line = {
  figure: string
  what: string
  unit: string
  ours: number[]
  baseline?: { name: string; values: number[] }
  /** What ours (divided by the baseline, where there is one) should come to; without it the line only informs. */
  target?: { atLeast: number } | { atMost: number }
}

/** A line with its medians, and how it came out. */
export type Measured = Line & {
  median: number
  baselineMedian?: number
  /** Ours divided by the baseline; ours itself where there is none. */
  result: number
  /** (largest - smallest) / median over the rounds of ours. */
  spread: number
  met?: boolean
}

/** The middle value; of two, the mean. NaN for none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which this part (0 to 1) of the values lies, interpolated. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = part * (sorted.length - 1)
  const low = sorted[Math.floor(place)] ?? Number.NaN
  return low + ((sorted[Math.ceil(place)] ?? low) - low) * (place % 1)
}

/** Reads a line: medians, ratio, spread, and whether its target is met. */
export function measured(line: Line): Measured {
  const own = median(line.ours)
  const baselineMedian = line.baseline && median(line.baseline.values)
  const result = baselineMedian === undefined ? own : own / baselineMedian
  const { target } = line
  const met = target && ('atLeast' in target ? result >= target.atLeast : result <= target.atMost)
  const spread = own === 0 ? 0 : (Math.max(...line.ours) - Math.min(...line.ours)) / own
  return { ...line, median: own, baselineMedian, result, spread, met }
}

/** Runs contenders in turn, as many rounds as asked, the order reversed each time; each answers one value a round. */
export async function inTurn<Name extends string>(
  rounds: number,
  contenders: Record<Name, () => Promise<number>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[]
  const values = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed())
      values[name].push(await contenders[name]())
  }
  return values
}

/** What a load came to: how many a second, and how long each took, in milliseconds. */
export type Load = { perSecond: number; took: number[] }

/** Does work again and again for some seconds, so many at once, and counts what was finished. */
export async function load(
  { seconds, atOnce }: { seconds: number; atOnce: number },
  work: (number: number) => Promise<unknown>,
): Promise<Load> {
  const took: number[] = []
  const started = performance.now()
  const until = started + seconds * 1000
  let number = 0
  const worker = async () => {
    while (performance.now() < until) {
      const began = performance.now()
      await work(number++)
      took.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { perSecond: took.length / ((performance.now() - started) / 1000), took }
}

/** Milliseconds that each of several runs of the same work took. */
export async function timed(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  for (let run = 0; run < times; run++) {
    const began = performance.now()
    await work()
    took.push(performance.now() - began)
  }
  return took
}

/** The exponent e of cost ≈ c · size^e, fitted by least squares on logarithms. */
export function exponent(points: readonly { size: number; cost: number }[]): number {
  const xs = points.map(({ size }) => Math.log(size))
  const ys = points.map(({ cost }) => Math.log(cost))
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(xs), mean(ys)]
  const above = xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] ?? 0) - my), 0)
  return above / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0)
}
