import { byTurn } from './routing-contacts.ts'
import { byPreference, hasOwnOrder } from './routing-people.ts'
import { everyRule, isFor, isReady, mayYetCome, type Rule } from './routing-rules.ts'
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
  const [only, another] = contacts
  if (!only) return []
  // One contact is the usual case: to look at everybody once is cheaper than to sort them.
  if (!another) {
    const person = people[mostPreferred(only, people, rules, now, given)]
    return person ? [{ contactId: only.id, counselorId: person.id }] : []
  }
  const ready = people.filter(person => isReady(person, rules, now, given))
  if (ready.length === 0) return []
  ready.sort((a, b) => byPreference(a, b, rules))
  const made: Pair[] = []
  for (const contact of [...contacts].sort((a, b) => byTurn(a, b, rules))) {
    if (ready.length === 0) break
    const chosen = hasOwnOrder(contact)
      ? mostPreferred(contact, ready, rules, now, given)
      : ready.findIndex(person => isFor(contact, person, rules, now, given))
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
  return people.some(person => mayYetCome(contact, person, rules, now)) ? 'waiting' : 'unanswered'
}

/** Where in the list the one stands whom this contact prefers of all that it may be offered to; -1 where nobody does. */
function mostPreferred(
  contact: Contact,
  people: readonly OnDuty[],
  rules: RoutingRules,
  now: Date,
  given: readonly Rule[],
) {
  let first = -1
  for (let index = 0; index < people.length; index++) {
    const person = people[index]!
    const isBefore = first < 0 || byPreference(person, people[first]!, rules, contact) < 0
    const mayBeAsked =
      isBefore && isReady(person, rules, now, given) && isFor(contact, person, rules, now, given)
    if (mayBeAsked) first = index
  }
  return first
}
