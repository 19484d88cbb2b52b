import { describe, expect, test } from 'vitest'
import { type Askable, couldHold, whomToAsk } from '../../src/domain/cover.ts'

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
  const me = { languages: ['zh', 'yue'], modes: ['phone'], partnerId: 'p' }
  const session = { language: 'zh', mode: 'phone', withoutPartner: null }
  test.each([
    ['no session', [], true],
    ['sessions that fit', [session, { ...session, language: 'yue', withoutPartner: 'q' }], true],
    ['a language that one does not speak', [session, { ...session, language: 'en' }], false],
    ['a mode that one does not work in', [{ ...session, mode: 'video' }], false],
    ['a caller who left one’s partner out', [{ ...session, withoutPartner: 'p' }], false],
  ])('given %s', (_, sessions, could) => {
    expect(couldHold(me, sessions)).toBe(could)
  })
})
