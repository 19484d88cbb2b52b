import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterWrongTry, waitsUntil } from '../../src/domain/wrong-tries.ts'

const now = new Date('2026-11-23T02:00:00Z')
const minutes = (failed: number) => {
  const until = waitsUntil({ failed, lastAt: now }, now)
  return until && (until.getTime() - now.getTime()) / 60_000
}

describe('wrong tries in a row', () => {
  test('cost nothing four times, then a minute, then twice as long each time, never over an hour', () => {
    expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 1000].map(minutes)).toEqual([
      undefined,
      undefined,
      1,
      2,
      4,
      8,
      16,
      32,
      60,
      60,
    ])
  })

  test('are forgotten after a day', () => {
    const late = new Date(now.getTime() + 25 * 3_600_000)
    expect(afterWrongTry({ failed: 30, lastAt: now }, late)).toEqual({ failed: 1, lastAt: late })
    expect(afterWrongTry({ failed: 30, lastAt: now }, now)).toEqual({ failed: 31, lastAt: now })
  })

  test('leave whoever never stops at most 36 tries in any day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), everySeconds => {
        let tries = { failed: 0, lastAt: now }
        let done = 0
        for (let second = 0; second < 86_400; second += everySeconds) {
          const at = new Date(now.getTime() + second * 1000)
          if (waitsUntil(tries, at)) continue
          tries = afterWrongTry(tries, at)
          done += 1
        }
        expect(done).toBeLessThanOrEqual(36)
      }),
      { numRuns: 20, seed: 20261122 },
    )
  })
})
