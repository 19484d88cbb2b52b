import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byArrival, mayBeOffered, pairs } from '../../src/domain/routing.ts'
import { classOf, needsOf } from '../../src/domain/routing-contacts.ts'
import {
  letters,
  mostNamed,
  readPassedOver,
  shortPassedOver,
  toldRound,
} from '../../src/domain/routing-explanation.ts'
import { byPreference } from '../../src/domain/routing-people.ts'
import { reasonsAgainst } from '../../src/domain/routing-rules.ts'
import type { Contact, OnDuty } from '../../src/domain/routing-terms.ts'
import { reachOf } from '../../src/domain/routing-widening.ts'
import {
  anyContacts,
  anyPeople,
  minutesOn,
  routedAt as now,
  strictRules as rules,
} from '../support/routing.ts'

const call = (given: Partial<Contact> = {}): Contact => ({
  id: 'call',
  arrivedAt: minutesOn(-9),
  language: 'zh',
  asked: new Set(),
  ...given,
})
const anna = (given: Partial<OnDuty> = {}): OnDuty => ({
  id: 'anna',
  languages: ['zh'],
  state: 'free',
  idleSince: minutesOn(-30),
  lastSeenAt: now,
  inSession: false,
  ...given,
})
const firstOf = (...contacts: Contact[]) => pairs(contacts, [anna()], rules, now)[0]?.contactId
const askedFirst = (contact: Contact, ...people: OnDuty[]) =>
  pairs([contact], people, rules, now)[0]?.counselorId

describe('the class of a contact', () => {
  const known = { ageBand: 'adult', channel: 'phone', markedAs: null } as const
  test('is what stands first of all that apply', () => {
    expect(classOf(known)).toBe('everyone')
    expect(classOf({ ...known, markedAs: 'front_line_medical' })).toBe('front_line_medical')
    expect(classOf({ ...known, markedAs: 'front_line_medical', channel: 'callback' })).toBe(
      'promised_callback',
    )
    expect(classOf({ ...known, ageBand: 'age_14_17', channel: 'callback' })).toBe('child')
    expect(classOf({ ...known, ageBand: 'under_14' })).toBe('child')
    expect(classOf({ ...known, ageBand: 'under_14', markedAs: 'danger_now' })).toBe('danger_now')
  })
  test('goes with what it needs of a counselor', () => {
    expect(needsOf(known)).toEqual([])
    expect(needsOf({ ageBand: 'age_14_17', markedAs: 'danger_now' })).toEqual(['minors', 'high_risk'])
  })
})

describe('the order of contacts', () => {
  test('lets a child go before whoever came fifteen minutes earlier, and not before whoever came sixteen earlier', () => {
    const child = call({ id: 'child', class: 'child', arrivedAt: minutesOn(-1) })
    expect(firstOf(call({ arrivedAt: minutesOn(-15.9) }), child)).toBe('child')
    expect(firstOf(call({ arrivedAt: minutesOn(-16.1) }), child)).toBe('call')
  })
  test('lets danger go before a child of the same minute', () => {
    expect(firstOf(call({ class: 'child' }), call({ id: 'danger', class: 'danger_now' }))).toBe('danger')
  })
  test('never lets a newcomer overtake an equal, nor anybody who came longer ago than the greatest head start', () => {
    fc.assert(
      fc.property(anyContacts(), anyPeople, (contacts, people) => {
        const made = pairs(contacts, people, rules, now)
        for (const { contactId, counselorId } of made) {
          const served = contacts.find(({ id }) => id === contactId)!
          const person = people.find(({ id }) => id === counselorId)!
          for (const waiting of contacts.filter(({ id }) => !made.some(pair => pair.contactId === id))) {
            const isEqual = waiting.class === served.class && byArrival(waiting, served) < 0
            const isLongAgo = served.arrivedAt.getTime() - waiting.arrivedAt.getTime() > 30 * 60_000
            if (isEqual || isLongAgo) expect(mayBeOffered(waiting, person, rules, now)).toBe(false)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })
  test('leaves nobody idle while a contact waits that they may be offered', () => {
    fc.assert(
      fc.property(anyContacts(8), anyPeople, (contacts, people) => {
        const made = pairs(contacts, people, rules, now)
        const idle = people.filter(({ id }) => !made.some(pair => pair.counselorId === id))
        const left = contacts.filter(({ id }) => !made.some(pair => pair.contactId === id))
        for (const contact of left)
          for (const person of idle) expect(mayBeOffered(contact, person, rules, now)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })
  test('is kept short, each reason by a letter of its own, and read whole again, as what was kept long is', () => {
    const reasons = Object.keys(letters) as (keyof typeof letters)[]
    expect(new Set(Object.values(letters)).size).toBe(reasons.length)
    const passedOver = [
      { id: 'anna', reasons },
      { id: 'bo', reasons: [] },
    ]
    expect(readPassedOver(shortPassedOver(passedOver))).toEqual(passedOver)
    expect(readPassedOver(shortPassedOver([]))).toEqual([])
    expect(readPassedOver(passedOver)).toEqual(passedOver)
  })
})

describe('the order of people', () => {
  const longest = anna({ id: 'longest', idleSince: minutesOn(-60) })
  test('begins with whom the return code names, then those of the place, then whoever is idle longest', () => {
    const local = anna({ id: 'local', territory: 'longsha' })
    const named = anna({ id: 'named', idleSince: minutesOn(-1) })
    expect(askedFirst(call({ named: 'named', places: ['longsha'] }), longest, local, named)).toBe('named')
    expect(askedFirst(call({ places: ['longsha'] }), longest, local, named)).toBe('local')
    expect(askedFirst(call(), local, named, longest)).toBe('longest')
  })
  test('within a minute prefers whoever answered fewer this week, where that is set', () => {
    const busy = anna({ id: 'busy', idleSince: minutesOn(-5), answeredInWeek: 9 })
    const rested = anna({ id: 'rested', idleSince: minutesOn(-4.5), answeredInWeek: 1 })
    expect(askedFirst(call(), busy, rested)).toBe('rested')
    const [strictly] = pairs([call()], [busy, rested], { ...rules, equalSeconds: 0 }, now)
    expect(strictly?.counselorId).toBe('busy')
  })
})

test('whether one contact waits or many, it is put to the first in the order of people of those who may be asked', () => {
  fc.assert(
    fc.property(anyContacts(8), anyPeople, (contacts, people) => {
      for (const contact of contacts) {
        const [first] = people
          .filter(person => mayBeOffered(contact, person, rules, now))
          .sort((a, b) => byPreference(a, b, rules, contact))
        expect(pairs([contact], people, rules, now)[0]?.counselorId).toBe(first?.id)
        const never = { ...contact, id: 'never', language: 'none' }
        expect(pairs([contact, never], people, rules, now)[0]?.counselorId).toBe(first?.id)
      }
    }),
    { numRuns: 1000 },
  )
})

test('a contact reaches from its place over the city and all partners to the province', () => {
  const local = { places: ['longsha'], ofPartner: 'police' }
  const reached = [0, 1.9, 2, 3.9, 4, 5.9, 6].map(minutes =>
    reachOf(call({ ...local, arrivedAt: minutesOn(-minutes) }), rules, now),
  )
  expect(reached).toEqual([
    'territory',
    'territory',
    'city',
    'city',
    'any_partner',
    'any_partner',
    'province',
  ])
})

describe('what is told of a round', () => {
  const told = (contacts: Contact[], people: OnDuty[]) =>
    toldRound({ contacts, people, made: pairs(contacts, people, rules, now), inVain: [] }, rules, now)

  test('names why one was asked and each of the others was not', () => {
    const people = [
      anna(),
      anna({ id: 'bo', idleSince: minutesOn(-40) }),
      anna({ id: 'cy', state: 'break' }),
      anna({ id: 'di', languages: ['en'], lastSeenAt: minutesOn(-5) }),
    ]
    expect(told([call()], people)).toEqual([
      {
        contactId: 'call',
        step: 'offered',
        reach: 'province',
        counselorId: 'bo',
        because: 'idle_longer',
        passedOver: [
          { id: 'anna', reasons: ['idle_longer'] },
          { id: 'cy', reasons: ['not_free'] },
          { id: 'di', reasons: ['not_present', 'language'] },
        ],
        further: 0,
      },
    ])
  })
  test('names whom a contact before it was put to', () => {
    const steps = told(
      [call({ id: 'first', arrivedAt: minutesOn(-20) }), call()],
      [anna(), anna({ id: 'bo', idleSince: minutesOn(-40) })],
    )
    expect(steps.map(({ counselorId, because, passedOver }) => [counselorId, because, passedOver])).toEqual([
      ['bo', 'idle_longer', [{ id: 'anna', reasons: ['idle_longer'] }]],
      ['anna', 'only_one', [{ id: 'bo', reasons: ['earlier_contact'] }]],
    ])
  })
  test('names the first twenty, and how many more there are', () => {
    const people = Array.from({ length: 50 }, (_, index) => anna({ id: String(index).padStart(2, '0') }))
    const [step] = told([call()], people)
    expect([step?.passedOver.length, step?.further]).toEqual([mostNamed, 29])
  })
  test('is true: a reason is a rule that holds, and whoever is only less preferred would be asked alone', () => {
    fc.assert(
      fc.property(anyContacts(8), anyPeople, (contacts, people) => {
        const made = pairs(contacts, people, rules, now)
        const steps = told(contacts, people)
        expect(steps.map(({ contactId, counselorId }) => ({ contactId, counselorId }))).toEqual(made)
        steps.forEach((step, index) => {
          const contact = contacts.find(({ id }) => id === step.contactId)!
          const before = made.slice(0, index).map(({ counselorId }) => counselorId)
          expect(step.passedOver).toHaveLength(people.length - 1)
          expect(readPassedOver(shortPassedOver(step.passedOver))).toEqual(step.passedOver)
          for (const { id, reasons } of step.passedOver) {
            const person = people.find(other => other.id === id)!
            const against = reasonsAgainst(contact, person, rules, now)
            if (against.length > 0) expect(reasons).toEqual(against)
            else if (before.includes(id)) expect(reasons).toEqual(['earlier_contact'])
            else {
              const both = people.filter(other => other.id === id || other.id === step.counselorId)
              expect(pairs([contact], both, rules, now)[0]?.counselorId).toBe(step.counselorId)
              expect(reasons).toHaveLength(1)
            }
          }
        })
      }),
      { numRuns: 1000 },
    )
  })
  test('is kept short, each reason by a letter of its own, and read whole again, as what was kept long is', () => {
    const reasons = Object.keys(letters) as (keyof typeof letters)[]
    expect(new Set(Object.values(letters)).size).toBe(reasons.length)
    const passedOver = [
      { id: 'anna', reasons },
      { id: 'bo', reasons: [] },
    ]
    expect(readPassedOver(shortPassedOver(passedOver))).toEqual(passedOver)
    expect(readPassedOver(shortPassedOver([]))).toEqual([])
    expect(readPassedOver(passedOver)).toEqual(passedOver)
  })
})
