import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callsCarried, erlangB, erlangC, seatsFor } from '../../src/domain/erlang.ts'
import { erlangA } from '../../src/domain/erlang-patience.ts'

const target = { share: 0.9, withinSeconds: 30 }
const roundedDown = (calls: number) => Math.floor(calls * 10) / 10

/** The share of a Poisson count of this mean that is `from` or more, and how much it is above `from` on average. */
function poissonTail(mean: number, from: number) {
  let weight = Math.exp(-mean)
  let [share, over] = [0, 0]
  for (let count = 0; count < mean + 40 * Math.sqrt(mean) + 40; count++) {
    if (count >= from) {
      share += weight
      over += weight * (count - from)
    }
    weight *= mean / (count + 1)
  }
  return { share, over }
}

describe('given callers who wait for ever (Erlang C)', () => {
  test.each([
    [1, 1, 0.5],
    [2, 2, 0.4],
    [10, 10, 0.2145823],
    [8, 10, 0.1216611],
  ])('%d erlangs at %d seats lose calls as in the tables of Erlang B', (load, seats, lost) => {
    expect(erlangB(load, seats)).toBeCloseTo(lost, 6)
  })
  test.each([
    ['one seat, half busy', 30, 1, 1, 0.5, 60],
    ['two seats for one erlang', 60, 1, 2, 1 / 3, 20],
    ['ten seats for eight erlangs', 120, 4, 10, 0.40918, 49.1016],
  ])('%s wait as the textbook says', (_, callsAnHour, handlingMinutes, seats, waitShare, meanWait) => {
    const found = erlangC({ callsAnHour, handlingMinutes }, seats)
    expect(found.waitShare).toBeCloseTo(waitShare, 5)
    expect(found.meanWaitSeconds).toBeCloseTo(meanWait, 3)
    expect(found.answeredWithin(0)).toBeCloseTo(1 - waitShare, 5)
  })
  test('at twenty minutes two seats carry 1.5 calls an hour, six pooled 9.1, three pairs 4.5', () => {
    expect(roundedDown(callsCarried(2, 20, target))).toBe(1.5)
    expect(roundedDown(callsCarried(6, 20, target))).toBe(9.1)
    expect(roundedDown(3 * callsCarried(2, 20, target))).toBe(4.5)
  })
  test('thousands of seats come out as the limit theorem of Halfin and Whitt says', () => {
    // Seats for the load and one square root of it more: 1 / (1 + Φ(1) / φ(1)) have to wait.
    const limit = 1 / (1 + 0.8413447 / 0.2419707)
    expect(erlangC({ callsAnHour: 40_000, handlingMinutes: 60 }, 40_200).waitShare).toBeCloseTo(limit, 2)
  })
  test('a line with no more seats than load never catches up, and no calls need no seat', () => {
    expect(erlangC({ callsAnHour: 6, handlingMinutes: 20 }, 2)).toMatchObject({
      waitShare: 1,
      abandonedShare: 0,
    })
    expect(erlangC({ callsAnHour: 6, handlingMinutes: 20 }, 2).meanWaitSeconds).toBe(Number.POSITIVE_INFINITY)
    expect(erlangC({ callsAnHour: 0, handlingMinutes: 20 }, 0).answeredWithin(30)).toBe(1)
    expect(seatsFor({ callsAnHour: 0, handlingMinutes: 20 }, target)).toBe(0)
    expect(callsCarried(0, 20, target)).toBe(0)
    expect(() => seatsFor({ callsAnHour: 1, handlingMinutes: 20 }, { share: 1, withinSeconds: 30 })).toThrow()
  })
  test('the seats found meet the target, and one seat less does not', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 3_000, noNaN: true }),
        fc.integer({ min: 1, max: 180 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 600 }),
        (callsAnHour, handlingMinutes, percent, withinSeconds) => {
          const wanted = { share: percent / 100, withinSeconds }
          const seats = seatsFor({ callsAnHour, handlingMinutes }, wanted)
          const level = (at: number) =>
            erlangC({ callsAnHour, handlingMinutes }, at).answeredWithin(withinSeconds)
          expect(level(seats)).toBeGreaterThanOrEqual(wanted.share)
          expect(level(seats - 1)).toBeLessThan(wanted.share)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('given callers whose patience ends (Erlang A)', () => {
  test.each([
    [6, 10, 2],
    [60, 10, 12],
    [600, 20, 190],
  ])(
    'patience as long as a call leaves as many on the line as if nobody had to wait (%d an hour)',
    (callsAnHour, minutes, seats) => {
      const found = erlangA({ callsAnHour, handlingMinutes: minutes }, seats, minutes)
      const { share, over } = poissonTail((callsAnHour * minutes) / 60, seats)
      expect(found.waitShare).toBeCloseTo(share, 10)
      expect(found.abandonedShare).toBeCloseTo(over / ((callsAnHour * minutes) / 60), 10)
    },
  )
  test('endless patience is Erlang C, and none is Erlang B', () => {
    const demand = { callsAnHour: 60, handlingMinutes: 10 }
    const [patient, endless] = [erlangA(demand, 12, 1e7), erlangC(demand, 12)]
    expect(patient.waitShare).toBeCloseTo(endless.waitShare, 5)
    expect(patient.meanWaitSeconds).toBeCloseTo(endless.meanWaitSeconds, 2)
    expect(patient.answeredWithin(30)).toBeCloseTo(endless.answeredWithin(30), 5)
    expect(erlangA(demand, 12, 1e-6).abandonedShare).toBeCloseTo(erlangB(10, 12), 5)
  })
  test('whoever does not hang up is answered in the end, on small lines and on large, idle and swamped', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 20_000, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 3_000 }),
        fc.double({ min: 0.5, max: 60, noNaN: true }),
        (callsAnHour, handlingMinutes, seats, patienceMinutes) => {
          const found = erlangA({ callsAnHour, handlingMinutes }, seats, patienceMinutes)
          expect(found.answeredWithin(1e9)).toBeCloseTo(1 - found.abandonedShare, 6)
          expect(found.answeredWithin(0)).toBeCloseTo(1 - found.waitShare, 8)
          // Little's law: who leaves is who waits, at the rate of impatience.
          expect(found.abandonedShare).toBeCloseTo(found.meanWaitSeconds / 60 / patienceMinutes, 8)
        },
      ),
      { numRuns: 200 },
    )
  })
  test('a line ten times overrun answers what its seats can do', () => {
    const found = erlangA({ callsAnHour: 30_000, handlingMinutes: 10 }, 500, 2)
    expect(found.abandonedShare).toBeCloseTo(0.9, 6)
    expect(erlangA({ callsAnHour: 10, handlingMinutes: 20 }, 0, 5).abandonedShare).toBeCloseTo(1, 12)
  })
})
