import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pairs } from '../../src/domain/routing.ts'
import { everyRule, type Reason, type Rule, reasonsAgainst } from '../../src/domain/routing-rules.ts'
import type { Contact, OnDuty } from '../../src/domain/routing-terms.ts'
import {
  anyContacts,
  anyPeople,
  minutesOn,
  routedAt as now,
  strictRules as rules,
} from '../support/routing.ts'

const call = (given: Partial<Contact> = {}): Contact => ({
  id: 'call',
  arrivedAt: minutesOn(-1),
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

/** For each rule, somebody who is kept from a call by it alone, and the same person just not kept from it. */
const cases: Record<
  Reason,
  { kept: [Partial<OnDuty>, Partial<Contact>?]; not: [Partial<OnDuty>, Partial<Contact>?] }
> = {
  not_free: { kept: [{ state: 'wrap_up' }], not: [{ state: 'free' }] },
  not_present: { kept: [{ lastSeenAt: minutesOn(-0.76) }], not: [{ lastSeenAt: minutesOn(-0.75) }] },
  in_session: { kept: [{ sessionAt: now }], not: [{ sessionAt: minutesOn(11) }] },
  session_soon: { kept: [{ sessionAt: minutesOn(10) }], not: [{ sessionAt: minutesOn(10.01) }] },
  callback_before_session: {
    kept: [{ sessionAt: minutesOn(8) }, { class: 'promised_callback' }],
    not: [{ sessionAt: minutesOn(8.01) }, { class: 'promised_callback' }],
  },
  resting: { kept: [{ restUntil: minutesOn(1) }], not: [{ restUntil: now }] },
  calls_enough: { kept: [{ answeredInDuty: 3 }], not: [{ answeredInDuty: 2 }] },
  qualification_lapsed: {
    kept: [{ inForceUntil: { qualification: now } }],
    not: [{ inForceUntil: { qualification: minutesOn(1) } }],
  },
  training_lapsed: {
    kept: [{ inForceUntil: { training: minutesOn(-1) } }],
    not: [{ inForceUntil: { training: null } }],
  },
  insurance_lapsed: {
    kept: [{ inForceUntil: { insurance: minutesOn(-1) } }],
    not: [{ inForceUntil: { insurance: minutesOn(1) } }],
  },
  supervision_lapsed: {
    kept: [{ inForceUntil: { supervision: minutesOn(-1) } }],
    not: [{ inForceUntil: { supervision: minutesOn(1) } }],
  },
  language: { kept: [{ languages: ['en'] }], not: [{ languages: ['en', 'zh'] }] },
  qualification: {
    kept: [{ qualifications: ['minors'] }, { needs: ['minors', 'high_risk'] }],
    not: [{ qualifications: ['minors'] }, { needs: ['minors'] }],
  },
  partner_left_out: {
    kept: [{ partnerId: 'police' }, { withoutPartner: 'police' }],
    not: [{ partnerId: 'league' }, { withoutPartner: 'police' }],
  },
  beyond_reach: {
    kept: [{ territory: 'jianhua' }, { places: ['longsha'], arrivedAt: minutesOn(-1.9) }],
    not: [{ territory: 'jianhua' }, { places: ['longsha'], arrivedAt: minutesOn(-2) }],
  },
  already_asked: { kept: [{}, { asked: new Set(['anna']) }], not: [{}, { asked: new Set(['bo']) }] },
}
const reasons = Object.keys(cases) as Reason[]

describe.each(reasons)('the rule %s', reason => {
  const { kept, not } = cases[reason]
  test('alone keeps somebody from a call, and is the reason told', () => {
    expect(reasonsAgainst(call(kept[1]), anna(kept[0]), rules, now)).toEqual([reason])
    expect(pairs([call(kept[1])], [anna(kept[0])], rules, now)).toEqual([])
  })
  test('keeps nobody from one where it does not hold', () => {
    expect(reasonsAgainst(call(not[1]), anna(not[0]), rules, now)).toEqual([])
    expect(pairs([call(not[1])], [anna(not[0])], rules, now)).toHaveLength(1)
  })
  test('taken out lets the property fail that nobody is offered a call outside the rules', () => {
    const rest = everyRule.filter(rule => rule.reason !== reason)
    expect(rest).toHaveLength(everyRule.length - 1)
    expect(() => nobodyOutsideTheRules(rest)).toThrow()
  })
})

test('a partner whose line it is is asked first, and everybody once it has waited', () => {
  const ours = { ofPartner: 'police', places: [] }
  const ofOthers = anna({ partnerId: 'league' })
  expect(reasonsAgainst(call({ ...ours, arrivedAt: minutesOn(-3.9) }), ofOthers, rules, now)).toEqual([
    'beyond_reach',
  ])
  expect(reasonsAgainst(call({ ...ours, arrivedAt: minutesOn(-4) }), ofOthers, rules, now)).toEqual([])
})

test('whom the ledger takes is not free, whatever their state says', () => {
  expect(reasonsAgainst(call(), anna({ taken: true }), rules, now)).toEqual(['not_free'])
})

test('every rule stands in the table', () => {
  expect(everyRule.map(({ reason }) => reason).sort()).toEqual([...reasons].sort())
})

test('whoever calls and whoever is on duty, nobody is offered a call outside the rules', () => {
  nobodyOutsideTheRules(everyRule)
})

function nobodyOutsideTheRules(given: readonly Rule[]) {
  fc.assert(
    fc.property(anyContacts(8), anyPeople, (contacts, people) => {
      for (const { contactId, counselorId } of pairs(contacts, people, rules, now, given)) {
        const contact = contacts.find(({ id }) => id === contactId)!
        const person = people.find(({ id }) => id === counselorId)!
        expect(isRight(contact, person)).toBe(true)
      }
    }),
    { numRuns: 3000, seed: 7 },
  )
}

/** The rules once more, written down without looking at them. */
function isRight(contact: Contact, person: OnDuty) {
  const at = now.getTime()
  const waited = (at - contact.arrivedAt.getTime()) / 60_000
  const room = contact.class === 'promised_callback' ? 8 : 10
  const gap = person.sessionAt ? (person.sessionAt.getTime() - at) / 60_000 : Number.POSITIVE_INFINITY
  const { qualification, training, insurance, supervision } = person.inForceUntil ?? {}
  const inForce = [qualification, training, insurance, supervision].every(end => !end || end.getTime() > at)
  const reached =
    (!contact.places?.length || waited >= 2 || contact.places.includes(person.territory ?? '')) &&
    (!contact.ofPartner || waited >= 4 || contact.ofPartner === person.partnerId)
  return (
    person.state === 'free' &&
    at - person.lastSeenAt.getTime() <= 45_000 &&
    !person.inSession &&
    !person.taken &&
    gap > room &&
    (!person.restUntil || person.restUntil.getTime() <= at) &&
    (person.answeredInDuty ?? 0) < 3 &&
    inForce &&
    person.languages.includes(contact.language) &&
    (contact.needs ?? []).every(need => !person.qualifications || person.qualifications.includes(need)) &&
    (!contact.withoutPartner || contact.withoutPartner !== person.partnerId) &&
    reached &&
    !contact.asked.has(person.id)
  )
}
