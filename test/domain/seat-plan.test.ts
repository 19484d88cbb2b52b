import { describe, expect, test } from 'vitest'
import { erlangC } from '../../src/domain/erlang.ts'
import {
  poolingOf,
  poolingOfHours,
  seatPlan,
  seatsSaved,
  shortagesOf,
  weekPlan,
} from '../../src/domain/seat-plan.ts'

const asked = { handlingMinutes: 20, target: { share: 0.9, withinSeconds: 30 } }
const week = ['2026-11-23', '2026-11-24']

/** Calls at some hours of the day, none at the others. */
const callsAt = (calls: Record<number, number>) => Array.from({ length: 24 }, (_, hour) => calls[hour] ?? 0)
const roster = (seatsAt: (day: string, hour: number) => number) =>
  week.flatMap(day =>
    Array.from({ length: 24 }, (_, hour) => {
      const seats = seatsAt(day, hour)
      return { day, hour, seats, ofPartners: [seats] }
    }),
  )

describe('given calls by hour and the roster of a week', () => {
  test('an hour with calls needs what Erlang C says, two at least, and one without needs nobody', () => {
    const plan = seatPlan({ ...asked, callsByHour: callsAt({ 9: 0.1, 20: 9.1, 21: 9.3 }) }, [])
    expect([8, 9, 20, 21].map(hour => plan[hour]!.needed)).toEqual([0, 2, 6, 7])
    expect(plan.every(({ planned }) => planned === 0)).toBe(true)
  })
  test('the thinnest day counts, and says what share of callers it answers in time', () => {
    const plan = seatPlan(
      { ...asked, callsByHour: callsAt({ 20: 9 }) },
      roster(day => (day === week[0] ? 6 : 4)),
    )
    expect(plan[20]).toMatchObject({ needed: 6, planned: 4, short: [{ day: week[1], missing: 2 }] })
    const four = erlangC({ callsAnHour: 9, handlingMinutes: 20 }, 4).answeredWithin(30)
    expect(plan[20]!.answeredShare).toBeCloseTo(four, 12)
  })
  test('a weekday with more calls needs more seats, and the day that lacks most is shown', () => {
    // Monday has half as many again, Tuesday half.
    const byWeekday = [1.5, 0.5, 1, 1, 1, 1, 1]
    const planned = roster(day => (day === week[0] ? 7 : 6))
    const busy = { ...asked, callsByHour: callsAt({ 20: 9.1 }), byWeekday }
    const cells = weekPlan(busy, planned).filter(({ hour }) => hour === 20)
    expect(cells.map(({ calls }) => Math.round(calls * 100) / 100)).toEqual([13.65, 4.55])
    expect(cells.map(({ needed }) => needed)).toEqual([9, 4])
    expect(seatPlan(busy, planned)[20]).toMatchObject({
      needed: 9,
      planned: 7,
      short: [{ day: week[0], missing: 2 }],
    })
  })
  test('hours in a row that lack the same on the same days are one sentence, others their own', () => {
    const plan = seatPlan(
      { ...asked, callsByHour: callsAt({ 18: 9, 19: 9, 20: 9, 22: 1 }) },
      roster((day, hour) => (hour === 20 && day === week[0] ? 6 : hour === 22 ? 1 : 4)),
    )
    expect(shortagesOf(plan)).toEqual([
      { fromHour: 18, toHour: 20, missing: 2, days: week },
      { fromHour: 20, toHour: 21, missing: 2, days: [week[1]] },
      { fromHour: 22, toHour: 23, missing: 1, days: week },
    ])
    const enough = seatPlan(
      { ...asked, callsByHour: callsAt({ 18: 9 }) },
      roster(() => 6),
    )
    expect(shortagesOf(enough)).toEqual([])
  })
})

describe('given partners', () => {
  test('six seats carry 9.1 calls an hour shared, and 4.5 as three pairs', () => {
    const { shared, apart } = poolingOf(6, 3, asked)
    expect(Math.floor(shared * 10) / 10).toBe(9.1)
    expect(Math.floor(apart * 10) / 10).toBe(4.5)
  })
  test('three pairs carry what six seats do not: the same calls need more seats apart', () => {
    const { busiest, week: hours } = seatsSaved({ ...asked, callsByHour: callsAt({ 20: 9.1 }) }, 3, week)
    expect(busiest).toEqual({ shared: 6, apart: 9 })
    expect(hours).toEqual({ shared: 12, apart: 18 })
  })
  test('seats that do not divide evenly are all given out', () => {
    const even = poolingOfHours([{ seats: 7, ofPartners: [3, 2, 2] }], asked)
    expect(poolingOf(7, 3, asked)).toEqual(even)
  })
  test('sharing never carries less, and a roster is the sum of its hours', () => {
    const one = { seats: 4, ofPartners: [3, 1] }
    const found = poolingOfHours([one, one], asked)
    expect(found.shared).toBeGreaterThan(found.apart)
    expect(found.shared).toBeCloseTo(2 * poolingOfHours([one], asked).shared, 9)
    expect(poolingOf(4, 1, asked).apart).toBe(poolingOf(4, 1, asked).shared)
  })
})
