import { drawLimits } from './cell-limits.ts'
import { guarded } from './contact-codes.ts'
import type { MonthTables } from './month-tables.ts'

/** How much less likely each further step away from the truth is. */
const pull = 0.8

/**
 * Draws the month that is released instead of the true one: the same contacts, in the same weeks, with the same number of
 * problems, whose codes have been changed at random, one after the other, so often that no number tells the truth, while
 * every released number stays within its limits. All tables are then counted of this one month, so they agree with each
 * other, and setting them off against each other brings back only what was drawn.
 *
 * A random walk (Metropolis and Hastings): it forgets where it began, and prefers small errors. Call it again and again,
 * with a pause between; it changes `tables`.
 */
export function monthWalk(tables: MonthTables, next: () => number): (steps: number) => void {
  const truth = tables.counts.slice()
  const { least, most } = drawLimits(tables)
  const released = new Uint8Array(truth.length)
  for (const { cell } of tables.guardedCells()) released[cell] = 1
  const chance = Array.from({ length: 200 }, (_, steps) => pull ** steps)
  const below = (size: number) => Math.floor(next() * size)
  const touched: number[] = []
  const { counts } = tables

  function step() {
    const contact = below(tables.codes.length)
    const attribute = below(guarded.length)
    const list = tables.codes[contact]![attribute]!
    if (list.length === 0) return
    const from = list[below(list.length)]!
    const to = below(tables.sizes[attribute]!)
    if (list.includes(to)) return
    const part = tables.parts[contact]!
    // As many ways lead into a table as out of it: otherwise the walk would make all codes alike in number.
    const ways = (counts[tables.cell(part, attribute, to)]! + 1) / counts[tables.cell(part, attribute, from)]!
    if (ways < 1 && next() >= ways) return
    touched.length = 0
    tables.move({ contact, attribute, from, to }, touched)
    if (!mayStay()) tables.move({ contact, attribute, from: to, to: from }, touched)
  }

  function mayStay(): boolean {
    let further = 0
    for (const [place, cell] of touched.entries()) {
      const count = counts[cell]!
      if (count < least[cell]! || count > most[cell]!) return false
      if (released[cell] === 0) continue
      // Cells come in twos: one has lost a contact, the next has won it.
      const before = place % 2 === 0 ? count + 1 : count - 1
      further += Math.abs(count - truth[cell]!) - Math.abs(before - truth[cell]!)
    }
    return further <= 0 || next() < (chance[further] ?? 0)
  }

  return steps => {
    for (let done = 0; done < steps; done++) step()
  }
}

/** How many steps make a month forget where its walk began: measured, see test/domain/draw-month.test.ts. */
export function stepsFor(tables: MonthTables): number {
  return 60_000 + 1500 * tables.codes.length
}
