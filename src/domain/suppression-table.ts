import { type Shown, smallestShown, tooFewInAll } from './suppression.ts'

/** A two-way table of counts as it may be shown, with its margins. */
export type ShownTable = { cells: Shown[][]; rowTotals: Shown[]; columnTotals: Shown[]; total: Shown }

/** One count of the table with its margins, as an arc of a network in which the counts flow round. */
type Arc = { from: number; to: number; count: number; hidden: boolean }
/** Going along an arc raises its count, going against it lowers it. */
type Step = { arc: Arc; along: boolean }

/**
 * The table with its small counts (1 to threshold − 1, margins included) withheld, and so much more that by rows,
 * columns and totals each small count could still be at least the threshold, and each withheld count something else.
 * Zeros and the grand total are shown. Where that cannot be reached, or the whole is under twice the threshold, nothing is.
 *
 * Rows, columns and totals balance as a circulation does: row → column → foot → corner → row. What outsiders can make
 * of a withheld count is how far the flow through it can be changed by cycles of withheld counts alone; where too
 * little, the cheapest cycle of shown counts is withheld with it (shortest path by the sum of what it costs).
 */
export function withholdTable(counts: readonly (readonly number[])[], threshold = smallestShown): ShownTable {
  const { arcs, read } = circulation(counts, threshold)
  const total = arcs.at(-1)!.count
  let safe = !tooFewInAll(total, threshold)
  for (const small of arcs.filter(arc => arc.hidden)) safe &&= cover(small, arcs, threshold)
  if (!safe) for (const arc of arcs) arc.hidden = true
  return read()
}

function circulation(counts: readonly (readonly number[])[], threshold: number) {
  const [height, width] = [counts.length, counts[0]?.length ?? 0]
  const [foot, corner] = [height + width, height + width + 1]
  const sum = (some: readonly number[]) => some.reduce((total, count) => total + count, 0)
  const arc = (from: number, to: number, count: number): Arc => ({
    from,
    to,
    count,
    hidden: count > 0 && count < threshold,
  })
  const cells = counts.map((row, y) => row.map((count, x) => arc(y, height + x, count)))
  const rows = counts.map((row, y) => arc(corner, y, sum(row)))
  const columns = Array.from({ length: width }, (_, x) =>
    arc(height + x, foot, sum(counts.map(row => row[x] ?? 0))),
  )
  const whole = arc(foot, corner, sum(counts.map(sum)))
  const shown = ({ hidden, count }: Arc): Shown => (hidden ? null : count)
  return {
    arcs: [...cells.flat(), ...rows, ...columns, whole],
    read: (): ShownTable => ({
      cells: cells.map(row => row.map(shown)),
      rowTotals: rows.map(shown),
      columnTotals: columns.map(shown),
      total: shown(whole),
    }),
  }
}

/** Withholds more until the small count could be the threshold or more; false when nothing is left to withhold. */
function cover(small: Arc, arcs: readonly Arc[], threshold: number) {
  // What outsiders could think instead of the truth, one cycle after the other.
  const imagined = new Map(arcs.map(arc => [arc, arc.count]))
  while (imagined.get(small)! < threshold) {
    const cycle = cheapestWay(small, arcs, imagined)
    if (!cycle) return false
    for (const { arc } of cycle) arc.hidden = true
    for (const { arc, along } of [...cycle, { arc: small, along: true }])
      imagined.set(arc, imagined.get(arc)! + (along ? 1 : -1))
  }
  return true
}

/** The way from the end of an arc back to its start over the fewest and smallest shown counts; zeros stay as they are. */
function cheapestWay(
  small: Arc,
  arcs: readonly Arc[],
  imagined: ReadonlyMap<Arc, number>,
): Step[] | undefined {
  const cost = new Map([[small.to, 0]])
  const lastStep = new Map<number, Step>()
  // The grand total is the last to go: without it nothing is shown.
  const usable = arcs.slice(0, -1).filter(arc => arc !== small && arc.count > 0)
  // Bellman and Ford: as many rounds as it takes, each over all arcs; tables here have tens of rows.
  for (let better = true; better; ) {
    better = false
    for (const arc of usable)
      for (const along of [true, false]) {
        if (!along && imagined.get(arc)! <= 1) continue
        const [start, end] = along ? [arc.from, arc.to] : [arc.to, arc.from]
        const through = (cost.get(start) ?? Number.POSITIVE_INFINITY) + (arc.hidden ? 0 : arc.count)
        if (through < (cost.get(end) ?? Number.POSITIVE_INFINITY)) {
          cost.set(end, through)
          lastStep.set(end, { arc, along })
          better = true
        }
      }
  }
  const way: Step[] = []
  for (let place = small.from; place !== small.to; ) {
    const step = lastStep.get(place)
    if (!step) return undefined
    way.push(step)
    place = step.along ? step.arc.from : step.arc.to
  }
  return way
}
