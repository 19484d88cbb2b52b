import { byTurn } from './routing-contacts.ts'
import { byPreference, hasOwnOrder } from './routing-people.ts'
import { everyRule, isFor, isLasting, isReady, type Rule, reasonsAgainst } from './routing-rules.ts'
import type { Contact, OnDuty, RoutingRules } from './routing-terms.ts'

export { byArrival } from './routing-contacts.ts'
export { mayBeOffered, type Reason, reasonsAgainst } from './routing-rules.ts'
export {
  type Contact,
  clockSkewMinutes,
  type DutyState,
  longestOverrunMinutes,
  longestWaitHours,
  type OnDuty,
  type RoutingRules,
} from './routing-terms.ts'

/** A contact and the person that it is put to. */
export type Pair = { contactId: string; counselorId: string }

/**
 * Who is offered which contact now: contacts in their turn, each to the first in the order of people among those it
 * may be offered to; nobody gets two, and a contact that suits nobody stays where it is.
 */
export function pairs(
  contacts: readonly Contact[],
  people: readonly OnDuty[],
  rules: RoutingRules,
  now: Date,
  given: readonly Rule[] = everyRule,
): Pair[] {
  const ready = people
    .filter(person => isReady(person, rules, now, given))
    .sort((a, b) => byPreference(a, b, rules))
  const made: Pair[] = []
  for (const contact of [...contacts].sort((a, b) => byTurn(a, b, rules))) {
    if (ready.length === 0) break
    const chosen = firstOf(contact, ready, rules, now, given)
    const [person] = chosen < 0 ? [] : ready.splice(chosen, 1)
    if (person) made.push({ contactId: contact.id, counselorId: person.id })
  }
  return made
}

/** Whether anybody can still come to a waiting contact. */
export type Standing = 'waiting' | 'unanswered'

/**
 * `unanswered` once nobody is left who could take the contact, now or when done with what they do: everybody present
 * whom no lasting reason rules out has been asked in vain, or there is nobody. It keeps its place and is offered to
 * the next who comes.
 */
export function standing(
  contact: Contact,
  people: readonly OnDuty[],
  rules: RoutingRules,
  now: Date,
): Standing {
  const mayYetCome = (person: OnDuty) => {
    if (person.state === 'away') return false
    const against = reasonsAgainst(contact, person, rules, now)
    return !against.some(reason => reason === 'not_present' || isLasting(reason))
  }
  return people.some(mayYetCome) ? 'waiting' : 'unanswered'
}

function firstOf(
  contact: Contact,
  ready: readonly OnDuty[],
  rules: RoutingRules,
  now: Date,
  given: readonly Rule[],
) {
  const suits = (person: OnDuty) => isFor(contact, person, rules, now, given)
  if (!hasOwnOrder(contact)) return ready.findIndex(suits)
  let first = -1
  ready.forEach((person, index) => {
    const isBefore = first < 0 || byPreference(person, ready[first]!, rules, contact) < 0
    if (isBefore && suits(person)) first = index
  })
  return first
}
