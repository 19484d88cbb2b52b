import { describe, expect, test } from 'vitest'
import {
  type Askable,
  couldHold,
  type Held,
  type Holder,
  mayTake,
  whomToAsk,
} from '../../src/domain/cover.ts'
import { requirements } from '../../src/domain/routing-terms.ts'

const at = (hour: number) => new Date(hour * 3_600_000)
const person = (id: string, last: number | null, askedForThis = false): Askable => ({
  id,
  lastAskedAt: last === null ? null : at(last),
  askedForThis,
})
const five = [person('e', 5), person('d', 1), person('c', null), person('b', 3), person('a', 3)]

describe('whom to ask for cover', () => {
  test('given a shift days ahead, then three: never asked first, then asked longest ago, then by id', () => {
    expect(whomToAsk(five, { now: at(10), startsAt: at(100), lastRoundAt: null })).toEqual(['c', 'd', 'a'])
  })

  test('given the last round was less than an hour ago, then nobody; an hour after, the next three, nobody twice', () => {
    const people = five.map(one => (one.id === 'c' ? person('c', 10, true) : one))
    const ask = (now: Date) => whomToAsk(people, { now, startsAt: at(100), lastRoundAt: at(10) })
    expect(ask(new Date(at(11).getTime() - 1))).toEqual([])
    expect(ask(at(11))).toEqual(['d', 'a', 'b'])
  })

  test('given it begins within 24 hours, then everybody who is left, however lately the last were asked', () => {
    expect(whomToAsk(five, { now: at(76), startsAt: at(100), lastRoundAt: at(76) })).toEqual([
      'c',
      'd',
      'a',
      'b',
      'e',
    ])
  })

  test('given it has begun, then nobody', () => {
    expect(whomToAsk(five, { now: at(100), startsAt: at(100), lastRoundAt: null })).toEqual([])
  })
})

describe('holding somebody else’s sessions', () => {
  const me: Holder = {
    languages: ['zh', 'yue'],
    modes: ['phone'],
    partnerId: 'p',
    qualifications: ['high_risk'],
    inForceUntil: { qualification: null, training: at(50), insurance: at(60), supervision: at(60) },
  }
  const session: Held = {
    language: 'zh',
    mode: 'phone',
    ageBand: 'unknown',
    withoutPartner: null,
    endsAt: at(50),
  }
  test.each<[string, Held[], boolean]>([
    ['no session', [], true],
    ['sessions that fit', [session, { ...session, language: 'yue', withoutPartner: 'q' }], true],
    ['a language that one does not speak', [session, { ...session, language: 'en' }], false],
    ['a mode that one does not work in', [{ ...session, mode: 'video' }], false],
    ['a caller who left one’s partner out', [{ ...session, withoutPartner: 'p' }], false],
    ['a caller under 18, and no qualification for minors', [{ ...session, ageBand: 'age_14_17' }], false],
    ['a session that ends after something has lapsed', [{ ...session, endsAt: at(51) }], false],
  ])('given %s', (_, sessions, could) => {
    expect(couldHold(me, sessions)).toBe(could)
  })

  test.each(requirements)('given %s has lapsed by then, then not', requirement => {
    const lapsed = { ...me, inForceUntil: { [requirement]: at(49) } }
    expect(couldHold(lapsed, [session])).toBe(false)
    expect(couldHold({ ...me, inForceUntil: { [requirement]: at(50) } }, [session])).toBe(true)
  })
})

describe('taking a shift beside one’s own', () => {
  const hours = (from: number, to: number) => ({ startsAt: at(from).getTime(), endsAt: at(to).getTime() })
  test.each<[string, Parameters<typeof mayTake>[2], boolean]>([
    ['no other shift', [], true],
    ['one that adjoins it', [hours(16, 20), hours(24, 28)], true],
    ['enough rest before and after', [hours(8, 16), hours(28, 30)], true],
    ['too little rest before it', [hours(8, 17)], false],
    ['too little rest after it', [hours(27, 30)], false],
  ])('given %s', (_, own, may) => {
    expect(mayTake({}, hours(20, 24), own, 4)).toBe(may)
  })
  test('given no rest is asked for, then any shift apart from one’s own', () => {
    expect(mayTake({}, hours(20, 24), [hours(8, 19)], 0)).toBe(true)
  })
  test.each(requirements)('given %s lapses within it, then not', requirement => {
    expect(mayTake({ inForceUntil: { [requirement]: at(23) } }, hours(20, 24), [], 4)).toBe(false)
    expect(mayTake({ inForceUntil: { [requirement]: at(24) } }, hours(20, 24), [], 4)).toBe(true)
  })
})
