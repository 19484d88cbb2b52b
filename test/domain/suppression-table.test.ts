import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ShownTable, withholdTable } from '../../src/domain/suppression-table.ts'

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

describe('given a table of counts', () => {
  test('one without small counts is shown whole', () => {
    expect(
      withholdTable([
        [12, 0],
        [6, 9],
      ]),
    ).toEqual({
      cells: [
        [12, 0],
        [6, 9],
      ],
      rowTotals: [12, 15],
      columnTotals: [18, 9],
      total: 27,
    })
  })
  test('a small count takes the cheapest rectangle with it', () => {
    const { cells, rowTotals, total } = withholdTable([
      [3, 50, 20],
      [40, 60, 9],
      [8, 70, 30],
    ])
    expect(cells).toEqual([
      [null, 50, null],
      [40, 60, 9],
      [null, 70, null],
    ])
    expect(rowTotals).toEqual([73, 109, 108])
    expect(total).toBe(290)
  })
  test('a small row total is withheld too, and another row total with it', () => {
    const { cells, rowTotals, total } = withholdTable([
      [3, 0],
      [20, 30],
    ])
    expect(cells[0]).toEqual([null, 0])
    expect(rowTotals).toEqual([null, null])
    expect(total).toBe(53)
  })
  test('a small count in a table with nothing to hide behind takes all with it', () => {
    expect(
      withholdTable([
        [3, 1],
        [2, 1],
      ]),
    ).toEqual({
      cells: [
        [null, null],
        [null, null],
      ],
      rowTotals: [null, null],
      columnTotals: [null, null],
      total: null,
    })
  })
})

// Three by three takes seconds to try out, and found nothing that these did not.
const someTable = fc.constantFrom([2, 2], [2, 3], [3, 2]).chain(([height = 2, width = 2]) =>
  fc.array(fc.array(fc.nat(8), { minLength: width, maxLength: width }), {
    minLength: height,
    maxLength: height,
  }),
)

test('among all tables that fit what is shown, every small count could be large, and every withheld one another', () => {
  let looked = 0
  fc.assert(
    fc.property(someTable, fc.constantFrom(3, 5), (counts, threshold) => {
      const shown = withholdTable(counts, threshold)
      if (shown.total === null) {
        expect(
          [...shown.cells.flat(), ...shown.rowTotals, ...shown.columnTotals].every(count => count === null),
        ).toBe(true)
        return
      }
      const values = possibleValues(shown, threshold)
      for (const [place, seen] of values) {
        looked++
        expect(seen.size, place).toBeGreaterThan(1)
        expect(Math.max(...seen), place).toBeGreaterThanOrEqual(threshold)
      }
    }),
    { numRuns: 300 },
  )
  expect(looked).toBeGreaterThan(300)
})

test('no small count or margin is shown, and what is shown is true', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat(25), { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
      counts => {
        const { cells, rowTotals, columnTotals, total } = withholdTable(counts)
        const truth = [
          ...counts.flat(),
          ...counts.map(sum),
          ...[0, 1, 2, 3, 4].map(x => sum(counts.map(row => row[x]!))),
        ]
        const shown = [...cells.flat(), ...rowTotals, ...columnTotals]
        shown.forEach((count, index) => {
          if (count !== null) expect(count).toBe(truth[index])
          expect(count === null || count === 0 || count >= 5).toBe(true)
        })
        expect(total === null || total === sum(counts.flat())).toBe(true)
      },
    ),
  )
})

/** By trying: what each withheld count may be, until every one has been seen to be safe or no table is left to try. */
function possibleValues(shown: ShownTable, threshold: number): Map<string, Set<number>> {
  const { cells, rowTotals, columnTotals } = shown
  const most = shown.total ?? 0
  const values = new Map<string, Set<number>>()
  const note = (place: string, truth: number | null, value: number) => {
    if (truth === null) values.set(place, (values.get(place) ?? new Set()).add(value))
  }
  const trial = cells.map(row => row.map(cell => cell ?? 0))
  const open = cells.flatMap((row, y) => row.flatMap((cell, x) => (cell === null ? [[y, x] as const] : [])))
  const rowSum = (y: number) => sum(trial[y]!)
  const columnSum = (x: number) => sum(trial.map(row => row[x]!))
  const fits = () =>
    rowTotals.every((known, y) => known === null || known === rowSum(y)) &&
    columnTotals.every((known, x) => known === null || known === columnSum(x)) &&
    shown.total === sum(trial.flat())
  const settled = () =>
    values.size > 0 && [...values.values()].every(seen => seen.size > 1 && Math.max(...seen) >= threshold)
  const tryFrom = (next: number): boolean => {
    const place = open[next]
    if (!place) {
      if (!fits()) return false
      for (const [y, row] of cells.entries())
        for (const [x, cell] of row.entries()) note(`cell ${y} ${x}`, cell, trial[y]![x]!)
      for (const [y, known] of rowTotals.entries()) note(`row ${y}`, known, rowSum(y))
      for (const [x, known] of columnTotals.entries()) note(`column ${x}`, known, columnSum(x))
      return settled()
    }
    const [y, x] = place
    const room = Math.min((rowTotals[y] ?? most) - rowSum(y), (columnTotals[x] ?? most) - columnSum(x))
    const rest = open.slice(next + 1)
    const isForced =
      (rowTotals[y] !== null && !rest.some(other => other[0] === y)) ||
      (columnTotals[x] !== null && !rest.some(other => other[1] === x))
    for (let value = isForced ? Math.max(1, room) : 1; value <= room; value++) {
      trial[y]![x] = value
      if (tryFrom(next + 1)) return true
    }
    trial[y]![x] = 0
    return false
  }
  tryFrom(0)
  return values
}
