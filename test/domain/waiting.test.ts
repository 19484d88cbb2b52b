import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rangeOfMinutes } from '../../src/domain/waiting.ts'

describe('given the line', () => {
  test('somebody free for this caller means at once', () => {
    expect(rangeOfMinutes({ ahead: 1, seatsServing: 4, freeNow: 2, typicalMinutes: 20 })).toEqual({
      from: 0,
      to: 1,
    })
  })
  test('nobody on duty means nothing can be promised', () => {
    expect(rangeOfMinutes({ ahead: 0, seatsServing: 0, freeNow: 0, typicalMinutes: 20 })).toBeNull()
  })
  test('as long as no conversation has been measured, nothing is made up', () => {
    expect(rangeOfMinutes({ ahead: 0, seatsServing: 2, freeNow: 0, typicalMinutes: null })).toBeNull()
  })
  test('first in line before four busy seats waits up to ten minutes', () => {
    expect(rangeOfMinutes({ ahead: 0, seatsServing: 4, freeNow: 0, typicalMinutes: 20 })).toEqual({
      from: 0,
      to: 10,
    })
  })
  test('ninth in line before four busy seats waits half an hour to an hour', () => {
    expect(rangeOfMinutes({ ahead: 8, seatsServing: 4, freeNow: 0, typicalMinutes: 20 })).toEqual({
      from: 30,
      to: 60,
    })
  })
})

const anyLine = fc.record({
  ahead: fc.nat(200),
  seatsServing: fc.integer({ min: 1, max: 50 }),
  freeNow: fc.nat(50),
  typicalMinutes: fc.double({ min: 0.1, max: 120, noNaN: true }),
})

test('the range never shrinks when one more is ahead, and never ends before it starts', () => {
  fc.assert(
    fc.property(anyLine, line => {
      const now = rangeOfMinutes(line)!
      const behindOneMore = rangeOfMinutes({ ...line, ahead: line.ahead + 1 })!
      expect(now.from).toBeGreaterThanOrEqual(0)
      expect(now.from).toBeLessThanOrEqual(now.to)
      expect(now.to).toBeGreaterThan(0)
      expect(behindOneMore.from).toBeGreaterThanOrEqual(now.from)
      expect(behindOneMore.to).toBeGreaterThanOrEqual(now.to)
    }),
  )
})

test('seven of ten simulated callers wait within the range', () => {
  // A fixed linear congruential generator: the run is the same everywhere.
  let seed = 20_200_201
  const random = () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32
    return (seed + 1) / (2 ** 32 + 1)
  }
  for (const [ahead, seatsServing] of [
    [0, 2],
    [3, 2],
    [9, 6],
  ] as const) {
    const range = rangeOfMinutes({ ahead, seatsServing, freeNow: 0, typicalMinutes: 20 })!
    let within = 0
    for (let run = 0; run < 4000; run++) {
      let waited = 0
      for (let n = 0; n <= ahead; n++) waited += (-Math.log(random()) * 20) / seatsServing
      if (range.from <= waited && waited <= range.to) within++
    }
    expect(within / 4000, `${ahead} ahead of ${seatsServing} seats`).toBeGreaterThan(0.65)
  }
})
