import { expect, test } from 'vitest'
import { blocksOf, hoursToWarnOf } from '../../src/domain/uncovered-blocks.ts'

const ms = 3_600_000
const hours = (coverage: Record<number, 'uncovered' | 'thin'>) =>
  Array.from({ length: 72 }, (_, hour) => ({
    startsAt: hour * ms,
    endsAt: (hour + 1) * ms,
    coverage: coverage[hour] ?? ('covered' as const),
  }))
const warnedOf = (coverage: Record<number, 'uncovered' | 'thin'>, now = 0) =>
  hoursToWarnOf(hours(coverage), now).map(({ startsAt }) => startsAt / ms)

test('given an uncovered hour a day ahead, when looking once an hour, then it is warned of at least 24 hours before', () => {
  expect(warnedOf({ 30: 'uncovered' }, 5 * ms)).toEqual([30])
  expect(warnedOf({ 30: 'uncovered' }, 5 * ms - 1)).toEqual([])
})

test('given a night whose first hour is near, then all of it is warned of at once', () => {
  expect(warnedOf({ 24: 'uncovered', 25: 'uncovered', 26: 'uncovered', 27: 'uncovered' })).toEqual([
    24, 25, 26, 27,
  ])
})

test('given an hour that has begun, a thin one, or one after a break beyond the day, then it is not warned of', () => {
  expect(warnedOf({ 0: 'uncovered', 5: 'thin', 25: 'uncovered', 27: 'uncovered' })).toEqual([25])
})

test('neighboring hours become one block', () => {
  const [a, b, c] = [0, 1, 3].map(hour => ({ startsAt: hour, endsAt: hour + 1 }))
  expect(blocksOf([a!, b!, c!])).toEqual([
    { startsAt: 0, endsAt: 2 },
    { startsAt: 3, endsAt: 4 },
  ])
  expect(a).toEqual({ startsAt: 0, endsAt: 1 })
})
