import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Line, overtakingOf, rangeOfMinutes } from '../../src/domain/waiting.ts'
import { eveningOnTheLine, type Told } from '../support/evening-on-the-line.ts'

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
  test('first in line before four busy seats waits a quarter of an hour at most', () => {
    expect(rangeOfMinutes({ ahead: 0, seatsServing: 4, freeNow: 0, typicalMinutes: 20 })).toEqual({
      from: 0,
      to: 15,
    })
  })
  test('ninth in line before four busy seats waits twenty minutes to an hour and a quarter', () => {
    expect(rangeOfMinutes({ ahead: 8, seatsServing: 4, freeNow: 0, typicalMinutes: 20 })).toEqual({
      from: 20,
      to: 75,
    })
  })
  test('four people who come on duty in half an hour take the four who wait', () => {
    const line = { ahead: 3, seatsServing: 1, freeNow: 0, typicalMinutes: 60 }
    expect(rangeOfMinutes({ ...line, comings: [30, 30, 30, 30] })).toMatchObject({ to: 30 })
    expect(rangeOfMinutes(line)!.to).toBeGreaterThan(300)
  })
  test('when all go home before the turn has come, no end is in sight', () => {
    expect(
      rangeOfMinutes({ ahead: 9, seatsServing: 1, freeNow: 0, typicalMinutes: 20, goings: [30] }),
    ).toBeNull()
  })
})

const anyLine = fc.record({
  ahead: fc.nat(200),
  seatsServing: fc.integer({ min: 1, max: 50 }),
  freeNow: fc.nat(50),
  typicalMinutes: fc.double({ min: 0.1, max: 120, noNaN: true }),
  comings: fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 5 }),
  goings: fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 5 }),
  overtaking: fc.array(
    fc.record({
      perMinute: fc.double({ min: 0, max: 2, noNaN: true }),
      forMinutes: fc.integer({ min: 1, max: 60 }),
    }),
    { maxLength: 3 },
  ),
})

test('the range never shrinks when one more is ahead, and never ends before it starts', () => {
  const orNever = (line: Line) =>
    rangeOfMinutes(line) ?? { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY }
  fc.assert(
    fc.property(anyLine, line => {
      const now = orNever(line)
      const behindOneMore = orNever({ ...line, ahead: line.ahead + 1 })
      expect(now.from).toBeGreaterThanOrEqual(0)
      expect(now.from).toBeLessThanOrEqual(now.to)
      expect(now.to).toBeGreaterThan(0)
      expect(behindOneMore.from).toBeGreaterThanOrEqual(now.from)
      expect(behindOneMore.to).toBeGreaterThanOrEqual(now.to)
    }),
  )
})

test('the range holds for eight of ten waits that the router itself brings about, also of those who have to wait', () => {
  for (const [seats, callsAnHour] of [
    [3, 9],
    [6, 17],
    [12, 36],
  ] as const) {
    const told = [2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027].flatMap(seed =>
      eveningOnTheLine(seed, { seats, callsAnHour }),
    )
    const waiting = told.filter(({ range }) => range.to > 1)
    const [all, waited] = [told, waiting].map(some => {
      const held = some.filter(({ range, waited }) => range.from <= waited && waited <= range.to)
      return { told: some.length, held: held.length, share: held.length / some.length }
    }) as [Held, Held]
    console.info(
      `${seats} seats, ${callsAnHour} calls an hour: the range held for ${all.held} of ${all.told} waits, ` +
        `for ${waited.held} of ${waited.told} that were told to wait`,
    )
    expect(waited.told).toBeGreaterThan(100)
    expect(all.share).toBeGreaterThanOrEqual(0.8)
    expect(waited.share).toBeGreaterThanOrEqual(0.8)
  }
})

describe('where contacts of higher classes come in front', () => {
  const seeds = [2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]
  const classes = { danger_now: 0.2, child: 0.3, front_line_medical: 0.1 }
  const evenings = (foreseen: boolean) =>
    seeds.map(seed =>
      eveningOnTheLine(seed, { seats: 12, callsAnHour: 36, classes, foreseen }).filter(
        ({ range }) => range.to > 1,
      ),
    )
  const share = (told: Told[], holds: (one: Told) => boolean) => told.filter(holds).length / told.length
  const isHeld = ({ range, waited }: Told) => range.from <= waited && waited <= range.to
  const isLate = ({ range, waited }: Told) => waited > range.to
  const ofEveryone = (told: Told[][]) => told.flat().filter(one => one.class === 'everyone')

  test('the range holds for eight of ten waits of all, and of those without a head start', () => {
    const told = evenings(true)
    for (const [index, evening] of told.entries())
      console.info(`seed ${seeds[index]}: held for ${evening.filter(isHeld).length} of ${evening.length}`)
    expect(share(told.flat(), isHeld)).toBeGreaterThanOrEqual(0.8)
    expect(share(ofEveryone(told), isHeld)).toBeGreaterThanOrEqual(0.8)
  })
  test('it is passed less than half as often as if they had been left out of it', () => {
    const [without, reckoned] = [evenings(false), evenings(true)].map(told => share(ofEveryone(told), isLate))
    console.info(`passed by ${without} of waits without them, by ${reckoned} with them`)
    expect(reckoned).toBeLessThan(without! / 2)
  })
  test('only a greater head start counts, and only as long as it outweighs what was waited', () => {
    const arrivals = [
      { headStart: 30, perMinute: 0.1 },
      { headStart: 15, perMinute: 0.2 },
    ]
    expect(overtakingOf(arrivals, { headStart: 0, waitedMinutes: 20 })).toEqual([
      { perMinute: 0.1, forMinutes: 10 },
    ])
    expect(overtakingOf(arrivals, { headStart: 15, waitedMinutes: 0 })).toEqual([
      { perMinute: 0.1, forMinutes: 15 },
    ])
    expect(overtakingOf(arrivals, { headStart: 30, waitedMinutes: 0 })).toEqual([])
  })
})

type Held = { told: number; held: number; share: number }
