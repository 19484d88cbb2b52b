import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withhold } from '../../src/domain/suppression.ts'

describe('given a list of counts', () => {
  test('large counts and zeros are shown as they are', () => {
    expect(withhold([12, 0, 5])).toEqual({ cells: [12, 0, 5], total: 17 })
  })
  test('a small count hides behind the smallest larger one', () => {
    expect(withhold([3, 20, 7, 0])).toEqual({ cells: [null, 20, null, 0], total: 30 })
  })
  test('larger counts that are equal hide together, so that places tell nothing', () => {
    expect(withhold([5, 4, 20, 5])).toEqual({ cells: [null, null, 20, null], total: 34 })
  })
  test('two small counts with a sum of two would be known, so they hide behind a third', () => {
    expect(withhold([1, 1, 9, 30])).toEqual({ cells: [null, null, null, 30], total: 41 })
  })
  test('small counts with nothing to hide behind take the total with them', () => {
    expect(withhold([4, 4, 4, 0])).toEqual({ cells: [null, null, null, null], total: null })
  })
  test('fewer than ten in all are not told apart', () => {
    expect(withhold([9, 0])).toEqual({ cells: [null, null], total: null })
    expect(withhold([])).toEqual({ cells: [], total: null })
  })
})

describe('given somebody who knows the rule and tries every list that would have been shown the same way', () => {
  test.each([
    { width: 2, most: 40, threshold: 5 },
    { width: 3, most: 30, threshold: 5 },
    { width: 4, most: 18, threshold: 5 },
    { width: 5, most: 15, threshold: 3 },
  ])('every list of $width counts up to $most in all keeps its secret (threshold $threshold)', given => {
    const possible = new Map<string, Set<number>[]>()
    for (const counts of listsUpTo(given.width, given.most)) {
      const shown = JSON.stringify(withhold(counts, given.threshold))
      const values = possible.get(shown) ?? counts.map(() => new Set<number>())
      for (const [index, count] of counts.entries()) values[index]!.add(count)
      possible.set(shown, values)
    }
    let withheld = 0
    for (const [shown, values] of possible) {
      const { cells } = JSON.parse(shown) as ReturnType<typeof withhold>
      cells.forEach((cell, index) => {
        if (cell !== null) return
        withheld++
        expect(Math.min(...values[index]!), shown).toBeLessThan(given.threshold)
        expect(Math.max(...values[index]!), shown).toBeGreaterThanOrEqual(given.threshold)
      })
    }
    expect(withheld).toBeGreaterThan(10)
  })
})

test('no small count is shown, and what is shown is true', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 15 }), counts => {
      const { cells, total } = withhold(counts)
      cells.forEach((cell, index) => {
        if (cell !== null) expect(cell).toBe(counts[index])
        expect(cell === null || cell === 0 || cell >= 5).toBe(true)
      })
      if (total !== null) expect(total).toBe(counts.reduce((sum, count) => sum + count, 0))
    }),
  )
})

function* listsUpTo(width: number, most: number): Generator<number[]> {
  if (width === 0) return yield []
  for (let count = 0; count <= most; count++)
    for (const rest of listsUpTo(width - 1, most - count)) yield [count, ...rest]
}
