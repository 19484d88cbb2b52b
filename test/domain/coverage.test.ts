import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Coverage, coverageSpans, leastAtOnce } from '../../src/domain/coverage.ts'

describe('given shifts of several people', () => {
  test('when one leaves within the hour and nobody follows, then the hour is uncovered', () => {
    expect(leastAtOnce({ startsAt: 0, endsAt: 60 }, [{ startsAt: 0, endsAt: 40 }])).toBe(0)
  })

  test('when one follows the other at once, then the hour has one person throughout', () => {
    const shifts = [
      { startsAt: 0, endsAt: 40 },
      { startsAt: 40, endsAt: 90 },
    ]
    expect(leastAtOnce({ startsAt: 0, endsAt: 60 }, shifts)).toBe(1)
  })

  test('then the least at once is what counting every minute finds', () => {
    const interval = fc
      .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 }))
      .map(([startsAt, length]) => ({ startsAt, endsAt: startsAt + length }))
    fc.assert(
      fc.property(interval, fc.array(interval, { maxLength: 8 }), (stretch, shifts) => {
        let least = Number.POSITIVE_INFINITY
        for (let minute = stretch.startsAt; minute < stretch.endsAt; minute++)
          least = Math.min(least, shifts.filter(s => s.startsAt <= minute && s.endsAt > minute).length)
        expect(leastAtOnce(stretch, shifts)).toBe(least)
      }),
      { numRuns: 2_000 },
    )
  })
})

test('neighboring hours of the same coverage become one span, those apart stay apart', () => {
  const hour = (startsAt: number, coverage: Coverage) => ({
    startsAt,
    endsAt: startsAt + 1,
    coverage,
  })
  expect(
    coverageSpans([
      hour(0, 'uncovered'),
      hour(1, 'uncovered'),
      hour(2, 'thin'),
      hour(3, 'uncovered'),
      hour(5, 'uncovered'),
    ]),
  ).toEqual([
    { startsAt: 0, endsAt: 2, coverage: 'uncovered' },
    { startsAt: 2, endsAt: 3, coverage: 'thin' },
    { startsAt: 3, endsAt: 4, coverage: 'uncovered' },
    { startsAt: 5, endsAt: 6, coverage: 'uncovered' },
  ])
})
