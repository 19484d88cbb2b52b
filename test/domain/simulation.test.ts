import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { erlangC, type Forecast } from '../../src/domain/erlang.ts'
import { erlangA } from '../../src/domain/erlang-patience.ts'
import { type DutyState, pairs } from '../../src/domain/routing.ts'
import { diceOf } from '../../src/domain/simulation/dice.ts'
import type { CallCounts } from '../../src/domain/simulation/findings.ts'
import { hoursOf, type SimulatedLine, spreadOverDay } from '../../src/domain/simulation/line.ts'
import { simulate } from '../../src/domain/simulation/simulate.ts'
import { ways } from '../../src/domain/simulation/ways.ts'

const always = (callsAnHour: number) => Array.from({ length: 24 }, () => callsAnHour)

/** A line as in the textbook: steady calls, exponential conversations, everybody answers at once. */
function textbook(callsAnHour: number, seats: number, patienceMinutes: number, days: number): SimulatedLine {
  return {
    days,
    bands: [{ fromHour: 0, toHour: 24, seats }],
    partners: 1,
    callers: {
      byHour: always(callsAnHour),
      talk: 'exponential',
      talkMinutes: 20,
      talkDeviation: 0,
      patienceMinutes,
      highRisk: 0,
    },
    habits: { acceptSeconds: 0, declined: 0, missed: 0, awayMinutes: 0, wrapUpMinutes: 0 },
    sessions: { perShift: 0, minutes: 30, noShow: 0, noShowMinutes: 15, lateMinutes: 10 },
    rules: { guardMinutes: 10, presenceSeconds: 180, offerSeconds: 20, restMinutes: 0 },
  }
}

/** A line as it is: an evening peak, people who decline or miss, booked sessions, four partners. */
function usual(over: Partial<SimulatedLine> = {}): SimulatedLine {
  return {
    days: 60,
    bands: [
      { fromHour: 6, toHour: 14, seats: 4 },
      { fromHour: 14, toHour: 22, seats: 8 },
      { fromHour: 22, toHour: 6, seats: 4 },
    ],
    partners: 4,
    callers: {
      byHour: spreadOverDay(8),
      talk: 'lognormal',
      talkMinutes: 17,
      talkDeviation: 12,
      patienceMinutes: 5,
      highRisk: 0.1,
    },
    habits: { acceptSeconds: 6, declined: 0.1, missed: 0.1, awayMinutes: 10, wrapUpMinutes: 3 },
    sessions: { perShift: 2, minutes: 30, noShow: 0.15, noShowMinutes: 15, lateMinutes: 10 },
    rules: { guardMinutes: 10, presenceSeconds: 180, offerSeconds: 20, restMinutes: 0 },
    ...over,
  }
}

const run = (line: SimulatedLine, way: (typeof ways)[number] = 'router', seed = 1) =>
  simulate({ line, way, seed, withinSeconds: 30 })

function total(days: readonly CallCounts[], figure: keyof CallCounts) {
  return days.reduce((sum, day) => sum + day[figure], 0)
}

/**
 * A mean over all callers and how far chance may carry it: batches of thirty days, long against any conversation, are
 * as good as independent, so their spread gives the standard error; 3.5 of them are passed once in two thousand tests.
 */
function estimate(days: readonly CallCounts[], figure: keyof CallCounts) {
  const batches = Array.from({ length: days.length / 30 }, (_, batch) =>
    days.slice(batch * 30, batch * 30 + 30),
  )
  const mean = total(days, figure) / total(days, 'received')
  // The deviations of a ratio: each batch against the mean times its own callers.
  const off = batches.map(batch => total(batch, figure) - mean * total(batch, 'received'))
  const perBatch = total(days, 'received') / batches.length
  const variance = off.reduce((sum, one) => sum + one ** 2, 0) / (batches.length - 1) / perBatch ** 2
  return { mean, bound: 3.5 * Math.sqrt(variance / batches.length) }
}

function expectAgreement(days: readonly CallCounts[], forecast: Forecast, warmUp = 30) {
  const expected: [keyof CallCounts, number][] = [
    ['inTime', forecast.answeredWithin(30)],
    ['waited', forecast.waitShare],
    ['abandoned', forecast.abandonedShare],
    ['waitSeconds', forecast.meanWaitSeconds],
  ]
  for (const [figure, value] of expected) {
    const { mean, bound } = estimate(days.slice(warmUp), figure)
    expect(Math.abs(mean - value), `${figure}: ${mean} ± ${bound}, formula ${value}`).toBeLessThanOrEqual(
      bound,
    )
    // A bound so wide that anything fits would prove nothing.
    expect(bound, figure).toBeLessThanOrEqual(0.15 * value)
  }
}

describe('where the textbook holds, the simulation agrees with it within sampling error', () => {
  test.each([
    [2, 3, 1830],
    [6, 12, 930],
    [20, 48, 480],
  ])('%d seats and %d calls an hour that wait for ever: Erlang C', (seats, callsAnHour, length) => {
    const { days } = run(textbook(callsAnHour, seats, Number.POSITIVE_INFINITY, length), 'router', 362)
    expectAgreement(days, erlangC({ callsAnHour, handlingMinutes: 20 }, seats))
  })
  test.each([
    [2, 6, 5, 930],
    [6, 18, 3, 480],
    [20, 66, 4, 210],
  ])(
    '%d seats, %d calls an hour with a patience of %d minutes: Erlang A',
    (seats, callsAnHour, patience, length) => {
      const { days } = run(textbook(callsAnHour, seats, patience, length), 'router', 1780)
      expectAgreement(days, erlangA({ callsAnHour, handlingMinutes: 20 }, seats, patience))
    },
  )
  test('three pairs that do not share carry what three lines of two seats carry, not what six carry', () => {
    const line = { ...textbook(12, 6, 5, 630), partners: 3 }
    const apart = run(line, 'apart', 454).days
    expectAgreement(apart, erlangA({ callsAnHour: 4, handlingMinutes: 20 }, 2, 5))
    const { mean, bound } = estimate(apart, 'inTime')
    const pooled = erlangA({ callsAnHour: 12, handlingMinutes: 20 }, 6, 5).answeredWithin(30)
    expect(pooled - mean).toBeGreaterThan(bound)
  })
})

describe('given a line as it is', () => {
  test('every caller is answered, hangs up, or is still waiting at the end', () => {
    for (const way of ways) {
      const { days, load, waits } = run(usual(), way)
      const left = total(days, 'received') - total(days, 'answered') - total(days, 'abandoned')
      expect(left).toBeGreaterThanOrEqual(0)
      expect(left).toBeLessThan(10)
      expect(load.reduce((sum, { calls }) => sum + calls, 0)).toBe(total(days, 'answered'))
      expect([...waits.values()].reduce((sum, count) => sum + count, 0)).toBe(total(days, 'answered'))
    }
  })
  test('equal asks have equal findings, another seed has others, and all ways meet the same callers', () => {
    expect(run(usual())).toEqual(run(usual()))
    expect(run(usual(), 'router', 2)).not.toEqual(run(usual()))
    const received = ways.map(way => run(usual(), way).days.map(day => day.received))
    for (const days of received) expect(days).toEqual(received[0])
  })
  test('everybody is on duty for their shifts, overtime in a last call aside, and in turn for each band', () => {
    const line = usual()
    const { load } = run(line)
    const planned = line.bands.reduce((sum, band) => sum + band.seats * hoursOf(band), 0) * line.days
    const onDuty = load.reduce((sum, one) => sum + one.onDuty, 0) / 3_600_000
    expect(onDuty).toBeGreaterThan(planned * 0.98)
    expect(onDuty).toBeLessThan(planned * 1.05)
    const hours = load.map(one => one.onDuty / 3_600_000)
    expect(Math.max(...hours) / Math.min(...hours)).toBeLessThan(1.1)
    for (const one of load) expect(one.busy).toBeLessThan(one.onDuty)
  })
  test('calls shorter than the guard never touch a booked session, unless the guard is taken away or all telephones ring', () => {
    const short = { ...usual().callers, talkMinutes: 8, talkDeviation: 0, byHour: spreadOverDay(30) }
    const habits = { ...usual().habits, missed: 0, wrapUpMinutes: 0.5 }
    const guarded = usual({ callers: short, habits })
    const unguarded = { ...guarded, rules: { ...guarded.rules, guardMinutes: 0 } }
    expect(run(guarded).sessions).toMatchObject({ late: 0, lost: 0 })
    expect(run(guarded).sessions.onTime).toBeGreaterThan(1000)
    expect(run(unguarded).sessions.late + run(unguarded).sessions.handedOn).toBeGreaterThan(10)
    expect(run(guarded, 'ring_all').sessions.late).toBeGreaterThan(10)
  })
  test('every session booked is accounted for, and as many do not come as was said', () => {
    const { sessions } = run(usual({ days: 200 }))
    const all = sessions.noShow + sessions.onTime + sessions.late + sessions.lost
    // Two in each of sixteen shifts a day, those of the last night after the end.
    expect(all / (200 * 16 * 2)).toBeCloseTo(1, 2)
    // Three and a half standard errors of a share.
    expect(Math.abs(sessions.noShow / all - 0.15)).toBeLessThan(3.5 * Math.sqrt((0.15 * 0.85) / all))
  })
  test("the router's own rules hold on the virtual clock: rest after a high risk, most calls of a shift", () => {
    const line = usual({ sessions: { ...usual().sessions, perShift: 0 } })
    const ruled = (rules: Partial<SimulatedLine['rules']>) =>
      run({ ...line, rules: { ...line.rules, ...rules } })
    const answered = (found: ReturnType<typeof run>) => total(found.days, 'answered')
    expect(answered(ruled({ restMinutes: 60 }))).toBeLessThan(answered(run(line)))
    const bounded = ruled({ mostCalls: 2 })
    expect(answered(bounded)).toBeLessThanOrEqual(60 * 16 * 2)
    expect(bounded.stranded).toBeGreaterThan(run(line).stranded)
    // Fewest in the week first, within five minutes of idle time: another order, and all calls still get answered.
    const even = ruled({ equalSeconds: 300 })
    expect(even).not.toEqual(run(line))
    expect(answered(even) / answered(run(line))).toBeCloseTo(1, 1)
  })
  test('a session that a call runs into goes to somebody free in time, and is kept more often for it', () => {
    const long = usual({ days: 120, callers: { ...usual().callers, talkMinutes: 30 } })
    const { sessions } = run(long)
    const alone = run({
      ...long,
      bands: long.bands.map(band => ({ ...band, seats: 1 })),
      partners: 1,
    }).sessions
    expect(sessions.handedOn).toBeGreaterThan(100)
    expect(alone.handedOn).toBe(0)
    const kept = ({ onTime, late, lost }: typeof sessions) => (onTime + late) / (onTime + late + lost)
    expect(kept(sessions)).toBeGreaterThan(kept(run(long, 'ring_all').sessions) + 0.1)
  })
  test('declined and missed offers are offered again, and nobody left to ask is noticed', () => {
    const { days, offers } = run(usual({ sessions: { ...usual().sessions, perShift: 0 } }))
    const answered = total(days, 'answered')
    // One offer in five comes to nothing, so there are a quarter more offers than answers, and some hang up.
    expect(offers / answered).toBeGreaterThan(1.2)
    expect(offers / answered).toBeLessThan(1.35)
    const nobody = run(usual({ habits: { ...usual().habits, declined: 1, missed: 0 } }))
    expect(total(nobody.days, 'answered')).toBe(0)
    expect(nobody.stranded).toBeGreaterThan(0)
  })
})

test('the router never chooses anybody who is not free, which is why the simulation leaves them out', () => {
  const states: DutyState[] = ['free', 'offered', 'talking', 'wrap_up', 'break', 'away']
  const now = new Date(1_000_000_000)
  const rules = { guardMinutes: 10, presenceSeconds: 180 }
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...states), { maxLength: 8 }),
      fc.nat({ max: 5 }),
      (shown, waiting) => {
        const people = shown.map((state, place) => ({
          id: `p${place}`,
          languages: ['zh'],
          state,
          idleSince: new Date(place * 1000),
          lastSeenAt: now,
          inSession: false,
        }))
        const contacts = Array.from({ length: waiting }, (_, place) => ({
          id: `c${place}`,
          arrivedAt: new Date(place),
          language: 'zh',
          asked: new Set<string>(),
        }))
        const free = people.filter(({ state }) => state === 'free')
        expect(pairs(contacts, free, rules, now)).toEqual(pairs(contacts, people, rules, now))
      },
    ),
  )
})

test('the dice fall evenly, with the means and deviations asked for, and streams do not follow each other', () => {
  const count = 100_000
  const many = (draw: () => number) => Array.from({ length: count }, draw)
  const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  const dice = diceOf(7, 1)
  expect(Math.abs(mean(many(dice.even)) - 0.5)).toBeLessThan(4 / Math.sqrt(12 * count))
  expect(Math.abs(mean(many(() => dice.exponential(3))) - 3)).toBeLessThan((4 * 3) / Math.sqrt(count))
  const talks = many(() => dice.lognormal(17, 12))
  expect(Math.abs(mean(talks) - 17)).toBeLessThan((4 * 12) / Math.sqrt(count))
  expect(Math.sqrt(mean(talks.map(one => (one - 17) ** 2)))).toBeCloseTo(12, 0)
  const [one, other] = [diceOf(7, 1), diceOf(7, 2)]
  expect(Math.abs(mean(many(() => (one.even() - 0.5) * (other.even() - 0.5))))).toBeLessThan(
    4 / 12 / Math.sqrt(count),
  )
})
