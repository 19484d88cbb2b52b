import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barsOf, tenthsOfTheWay } from '../../src/domain/wait-bars.ts'

const of = (waits: number[]) => barsOf(waits.join(','), waits.map(() => 1).join(','))

test('given no waits, when asked for the middle one, then there is none', () => {
  expect(tenthsOfTheWay(new Map(), 5)).toBeNull()
})

test('given an even number of waits, then the middle lies between two', () => {
  expect(tenthsOfTheWay(of([10, 0, 5, 20]), 5)).toBe(7.5)
  expect(tenthsOfTheWay(of([0, 118, 119, 0]), 5)).toBe(59)
})

test('given waits and how often each occurred in several parts, then they are one', () => {
  expect([...barsOf('3,5,3,9', '2,1,4,1')]).toEqual([
    [3, 6],
    [5, 1],
    [9, 1],
  ])
})

test('given lists as PostgreSQL writes arrays, then braces change nothing', () => {
  expect(barsOf('{3,50},{3}', '{2,1},{40}')).toEqual(barsOf('3,50,3', '2,1,40'))
})

test('given any waits, then it is the place in the sorted list of all, to a tenth of a second', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 0, max: 10 }),
      (waits, tenths) => {
        const sorted = waits.toSorted((a, b) => a - b)
        const place = (tenths * (sorted.length - 1)) / 10
        const low = sorted[Math.floor(place + 1e-9)] as number
        const high = sorted[Math.ceil(place - 1e-9)] as number
        const exact = low + (high - low) * (place - Math.floor(place + 1e-9))
        expect(Math.abs((tenthsOfTheWay(of(waits), tenths) ?? Number.NaN) - exact)).toBeLessThanOrEqual(
          0.0501,
        )
      },
    ),
  )
})
