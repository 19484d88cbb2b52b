import type { Pair } from './routing.ts'
import { byPreference, hasOwnOrder, type Preference, whyBefore } from './routing-people.ts'
import { type Reason, reasonsAgainst } from './routing-rules.ts'
import type { Contact, OnDuty, RoutingRules } from './routing-terms.ts'
import { type Reach, reachOf } from './routing-widening.ts'

/** Why somebody was asked: nobody else could be, what preferred them to the next, or only the order of ids. */
export type Because = 'only_one' | Preference | 'as_good'

/**
 * Why somebody else was not: what speaks against them, that a contact before this one was put to them, or what
 * preferred whoever was asked.
 */
export type WhyNot = Reason | 'earlier_contact' | Because

/** Somebody who was not asked, and every reason. */
export type PassedOver = { id: string; reasons: WhyNot[] }

/** The letter of each reason in what is kept. They stand on record: one is never given to another reason. */
export const letters: Record<WhyNot, string> = {
  not_free: 'a',
  not_present: 'b',
  in_session: 'c',
  session_soon: 'd',
  callback_before_session: 'e',
  resting: 'f',
  calls_enough: 'g',
  qualification_lapsed: 'h',
  training_lapsed: 'i',
  insurance_lapsed: 'j',
  supervision_lapsed: 'k',
  language: 'l',
  qualification: 'm',
  partner_left_out: 'n',
  beyond_reach: 'o',
  already_asked: 'p',
  earlier_contact: 'q',
  only_one: 'r',
  named_by_code: 's',
  own_territory: 't',
  idle_longer: 'u',
  fewer_this_week: 'v',
  as_good: 'w',
}
const reasonOf = new Map(Object.entries(letters).map(([reason, letter]) => [letter, reason as WhyNot]))

/** Those who were not asked, as they are kept: `<id>:<a letter for each reason>`, with a space between. */
export function shortPassedOver(passedOver: readonly PassedOver[]): string {
  return passedOver
    .map(({ id, reasons }) => `${id}:${reasons.map(reason => letters[reason]).join('')}`)
    .join(' ')
}

/** Those who were not asked again, from what is kept of them; steps from before it was short hold them as they are. */
export function readPassedOver(kept: string | PassedOver[]): PassedOver[] {
  if (typeof kept !== 'string') return kept
  return kept
    .split(' ')
    .filter(Boolean)
    .map(one => {
      const [id = '', told = ''] = one.split(':')
      return { id, reasons: Array.from(told).flatMap(letter => reasonOf.get(letter) ?? []) }
    })
}

/** One step of routing, told in reasons: put to somebody, or to nobody at all. */
export type RoutingStep = {
  contactId: string
  step: 'offered' | 'unanswered'
  reach: Reach
  counselorId: string | null
  because: Because | null
  passedOver: PassedOver[]
  /** How many more were on duty than are named. */
  further: number
}

/** So many are named in one step; where more are on duty, nobody reads further, and a round must stay cheap. */
export const mostNamed = 20

/**
 * Tells a round of routing: for each pair, in the order in which `pairs` made them, why this one and why not the
 * others; for each contact that nobody can take, why nobody.
 */
export function toldRound(
  round: {
    contacts: readonly Contact[]
    people: readonly OnDuty[]
    made: readonly Pair[]
    inVain: readonly Contact[]
  },
  rules: RoutingRules,
  now: Date,
): RoutingStep[] {
  const contactOf = new Map(round.contacts.map(contact => [contact.id, contact]))
  const people = [...round.people].sort((a, b) => byPreference(a, b, rules))
  const taken = new Set<string>()
  const steps: RoutingStep[] = []
  for (const { contactId, counselorId } of round.made) {
    const contact = contactOf.get(contactId)
    if (contact) steps.push(toldStep(contact, counselorId, people, taken, rules, now))
    taken.add(counselorId)
  }
  for (const contact of round.inVain) steps.push(toldStep(contact, null, people, taken, rules, now))
  return steps
}

function toldStep(
  contact: Contact,
  counselorId: string | null,
  people: readonly OnDuty[],
  taken: ReadonlySet<string>,
  rules: RoutingRules,
  now: Date,
): RoutingStep {
  const chosen = people.find(({ id }) => id === counselorId)
  const others = people.filter(person => person !== chosen)
  const whyNot = (person: OnDuty): WhyNot[] => {
    const against = reasonsAgainst(contact, person, rules, now)
    if (against.length > 0) return against
    if (taken.has(person.id)) return ['earlier_contact']
    return chosen ? [whyBefore(chosen, person, rules, contact) ?? 'as_good'] : []
  }
  const passedOver = others.slice(0, mostNamed).map(person => ({ id: person.id, reasons: whyNot(person) }))
  return {
    contactId: contact.id,
    step: chosen ? 'offered' : 'unanswered',
    reach: reachOf(contact, rules, now),
    counselorId: chosen?.id ?? null,
    because: chosen ? whyAsked(contact, chosen, others, taken, rules, now) : null,
    passedOver,
    further: others.length - passedOver.length,
  }
}

function whyAsked(
  contact: Contact,
  chosen: OnDuty,
  others: readonly OnDuty[],
  taken: ReadonlySet<string>,
  rules: RoutingRules,
  now: Date,
): Because {
  let next: OnDuty | undefined
  for (const person of others) {
    if (taken.has(person.id) || (next && byPreference(next, person, rules, contact) <= 0)) continue
    if (reasonsAgainst(contact, person, rules, now).length > 0) continue
    next = person
    // The others come in the order of people; only somebody named, or of the place, may come before it.
    if (!hasOwnOrder(contact)) break
  }
  return next ? (whyBefore(chosen, next, rules, contact) ?? 'as_good') : 'only_one'
}
