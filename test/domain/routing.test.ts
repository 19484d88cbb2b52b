import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  byArrival,
  type Contact,
  type DutyState,
  mayBeOffered,
  type OnDuty,
  pairs,
  type Reason,
  reasonsAgainst,
  standing,
} from '../../src/domain/routing.ts'

const rules = { guardMinutes: 10, presenceSeconds: 45 }
const now = new Date('2026-11-22T12:00:00Z')
const minutesFromNow = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const call = (given: Partial<Contact> = {}): Contact => ({
  id: 'call',
  arrivedAt: minutesFromNow(-1),
  language: 'zh',
  asked: new Set(),
  ...given,
})
const anna = (given: Partial<OnDuty> = {}): OnDuty => ({
  id: 'anna',
  languages: ['zh'],
  state: 'free',
  idleSince: minutesFromNow(-30),
  lastSeenAt: now,
  inSession: false,
  ...given,
})

describe('given a call and one counselor', () => {
  test('somebody free, present and of the language is offered it', () => {
    expect(reasonsAgainst(call(), anna(), rules, now)).toEqual([])
    expect(pairs([call()], [anna()], rules, now)).toEqual([{ contactId: 'call', counselorId: 'anna' }])
  })
  test.each<[string, Partial<OnDuty>, Partial<Contact>, Reason[]]>([
    ['somebody who talks', { state: 'talking' }, {}, ['not_free']],
    ['somebody with another offer', { state: 'offered' }, {}, ['not_free']],
    ['somebody writing up', { state: 'wrap_up' }, {}, ['not_free']],
    ['somebody whose page is closed', { lastSeenAt: minutesFromNow(-0.76) }, {}, ['not_present']],
    ['somebody of another language', { languages: ['yue', 'en'] }, {}, ['language']],
    ['somebody in a session', { inSession: true }, {}, ['in_session']],
    ['somebody whose session has begun by the clock', { sessionAt: minutesFromNow(0) }, {}, ['in_session']],
    ['somebody with a session in ten minutes', { sessionAt: minutesFromNow(10) }, {}, ['session_soon']],
    ['somebody who has declined it', {}, { asked: new Set(['anna']) }, ['already_asked']],
    [
      'somebody on a break, away from the page, of another language',
      { state: 'break', lastSeenAt: minutesFromNow(-9), languages: ['en'] },
      {},
      ['not_free', 'not_present', 'language'],
    ],
  ])('%s is not offered it', (_, person, contact, reasons) => {
    expect(reasonsAgainst(call(contact), anna(person), rules, now)).toEqual(reasons)
    expect(mayBeOffered(call(contact), anna(person), rules, now)).toBe(false)
    expect(pairs([call(contact)], [anna(person)], rules, now)).toEqual([])
  })
  test.each<[string, Partial<OnDuty>]>([
    ['a session in eleven minutes', { sessionAt: minutesFromNow(11) }],
    ['no session', { sessionAt: null }],
    ['a sign of life 45 seconds ago', { lastSeenAt: minutesFromNow(-0.75) }],
    ['a browser whose clock is ahead', { lastSeenAt: minutesFromNow(2) }],
  ])('%s is no hindrance', (_, person) => {
    expect(mayBeOffered(call(), anna(person), rules, now)).toBe(true)
  })
})

test('the counselor idle longest is asked first', () => {
  const people = [
    anna(),
    anna({ id: 'bo', idleSince: minutesFromNow(-31) }),
    anna({ id: 'cy', idleSince: minutesFromNow(-5) }),
  ]
  expect(pairs([call()], people, rules, now)).toEqual([{ contactId: 'call', counselorId: 'bo' }])
})

test('a call that was declined keeps its place before those that came later', () => {
  const declined = call({ id: 'first', arrivedAt: minutesFromNow(-9), asked: new Set(['bo']) })
  const later = call({ id: 'second', arrivedAt: minutesFromNow(-2) })
  expect(pairs([later, declined], [anna()], rules, now)).toEqual([
    { contactId: 'first', counselorId: 'anna' },
  ])
})

test('a call that nobody speaks the language of does not stop those behind it', () => {
  const cantonese = call({ id: 'first', arrivedAt: minutesFromNow(-9), language: 'yue' })
  expect(pairs([cantonese, call()], [anna()], rules, now)).toEqual([
    { contactId: 'call', counselorId: 'anna' },
  ])
})

describe('given a call that waits', () => {
  test.each<[string, OnDuty[], ReadonlySet<string>, 'waiting' | 'unanswered']>([
    ['nobody on duty', [], new Set(), 'unanswered'],
    [
      'all who speak the language asked in vain',
      [anna(), anna({ id: 'bo', languages: ['en'] })],
      new Set(['anna']),
      'unanswered',
    ],
    ['the only one away', [anna({ state: 'away' })], new Set(), 'unanswered'],
    ['the only one gone without a word', [anna({ lastSeenAt: minutesFromNow(-5) })], new Set(), 'unanswered'],
    ['somebody talking who was not asked', [anna({ state: 'talking' })], new Set(), 'waiting'],
    ['somebody with its offer in hand', [anna({ state: 'offered' })], new Set(), 'waiting'],
    ['one asked, one on a break', [anna(), anna({ id: 'bo', state: 'break' })], new Set(['anna']), 'waiting'],
    [
      'one asked, one in a session',
      [anna(), anna({ id: 'bo', inSession: true })],
      new Set(['anna']),
      'waiting',
    ],
  ])('with %s', (_, people, asked, expected) => {
    expect(standing(call({ asked }), people, rules, now)).toBe(expected)
  })
})

const languages = ['zh', 'yue', 'en']
const someMinutes = (least: number, most: number) => fc.integer({ min: least, max: most }).map(minutesFromNow)
const someContacts = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 30 }).map(String),
    arrivedAt: someMinutes(-5, 0),
    language: fc.constantFrom(...languages),
    asked: fc.array(fc.integer({ min: 0, max: 8 }).map(String)).map(ids => new Set(ids)),
  }),
  { selector: contact => contact.id, maxLength: 12 },
)
const somePeople = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 8 }).map(String),
    languages: fc.subarray(languages),
    state: fc.constantFrom<DutyState>(
      'free',
      'free',
      'free',
      'free',
      'offered',
      'talking',
      'wrap_up',
      'break',
      'away',
    ),
    idleSince: someMinutes(-5, 0),
    lastSeenAt: fc.constantFrom(now, now, now, minutesFromNow(-1)),
    sessionAt: fc.option(someMinutes(-5, 40)),
    inSession: fc.constantFrom(false, false, false, true),
  }),
  { selector: person => person.id, maxLength: 9 },
)

describe('whoever calls and whoever is on duty', () => {
  const always = (check: (contacts: Contact[], people: OnDuty[], made: ReturnType<typeof pairs>) => void) =>
    fc.assert(
      fc.property(someContacts, somePeople, (contacts, people) =>
        check(contacts, people, pairs(contacts, people, rules, now)),
      ),
      { numRuns: 500 },
    )
  const contactOf = (contacts: Contact[], id: string) => contacts.find(contact => contact.id === id)!
  const personOf = (people: OnDuty[], id: string) => people.find(person => person.id === id)!

  test('no pair breaks a rule, and nobody and nothing is paired twice', () => {
    always((contacts, people, made) => {
      for (const { contactId, counselorId } of made)
        expect(
          reasonsAgainst(contactOf(contacts, contactId), personOf(people, counselorId), rules, now),
        ).toEqual([])
      expect(new Set(made.map(pair => pair.contactId)).size).toBe(made.length)
      expect(new Set(made.map(pair => pair.counselorId)).size).toBe(made.length)
    })
  })
  test('nobody is left idle while a contact waits that they may be offered', () => {
    always((contacts, people, made) => {
      const idle = people.filter(person => !made.some(pair => pair.counselorId === person.id))
      const left = contacts.filter(contact => !made.some(pair => pair.contactId === contact.id))
      for (const contact of left)
        for (const person of idle) expect(mayBeOffered(contact, person, rules, now)).toBe(false)
    })
  })
  test('nobody who came later is given a counselor whom an earlier contact could have had', () => {
    always((contacts, people, made) => {
      for (const { contactId, counselorId } of made) {
        const served = contactOf(contacts, contactId)
        const earlierInVain = contacts.filter(
          contact => byArrival(contact, served) < 0 && !made.some(pair => pair.contactId === contact.id),
        )
        for (const contact of earlierInVain)
          expect(mayBeOffered(contact, personOf(people, counselorId), rules, now)).toBe(false)
      }
    })
  })
  test('whoever was idle longer was not passed over', () => {
    always((contacts, people, made) => {
      made.forEach(({ contactId, counselorId }, index) => {
        const chosen = personOf(people, counselorId)
        const takenBefore = new Set(made.slice(0, index).map(pair => pair.counselorId))
        for (const person of people)
          if (person.idleSince < chosen.idleSince && !takenBefore.has(person.id))
            expect(mayBeOffered(contactOf(contacts, contactId), person, rules, now)).toBe(false)
      })
    })
  })
  test('the order in which they are told makes no difference', () => {
    always((contacts, people, made) => {
      expect(pairs([...contacts].reverse(), [...people].reverse(), rules, now)).toEqual(made)
    })
  })
  test('a contact that somebody is offered was not unanswered', () => {
    always((contacts, people, made) => {
      for (const { contactId } of made)
        expect(standing(contactOf(contacts, contactId), people, rules, now)).toBe('waiting')
    })
  })
})
