import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentile } from '../../src/domain/percentile.ts'

test('the median of an even number lies between the middle two', () => {
  expect(
    percentile(
      [
        { value: 40, count: 1 },
        { value: 10, count: 1 },
      ],
      0.5,
    ),
  ).toBe(25)
})

test('the ninetieth percentile of 1 to 11 is 10', () => {
  const histogram = Array.from({ length: 11 }, (_, index) => ({ value: index + 1, count: 1 }))
  expect(percentile(histogram, 0.9)).toBe(10)
})

test('of nothing there is no percentile', () => {
  expect(percentile([], 0.5)).toBeNull()
  expect(percentile([{ value: 3, count: 0 }], 0.5)).toBeNull()
})

test('any histogram has the percentile of the list it stands for', () => {
  const bars = fc.array(fc.record({ value: fc.integer({ min: -50, max: 500 }), count: fc.nat(6) }), {
    minLength: 1,
  })
  fc.assert(
    fc.property(bars, fc.double({ min: 0, max: 1, noNaN: true }), (histogram, p) => {
      const list = histogram
        .flatMap(({ value, count }) => Array<number>(count).fill(value))
        .sort((a, b) => a - b)
      fc.pre(list.length > 0)
      const place = p * (list.length - 1)
      const below = list[Math.floor(place)]!
      const expected = below + ((list[Math.floor(place) + 1] ?? below) - below) * (place % 1)
      expect(percentile(histogram, p)).toBeCloseTo(expected, 9)
    }),
  )
})
