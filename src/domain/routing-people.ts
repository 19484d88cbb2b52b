import { byId, type Contact, type OnDuty, type RoutingRules } from './routing-terms.ts'
import { isOfPlace } from './routing-widening.ts'

/** Why one of several who may be offered a contact is asked before another. */
export type Preference = 'named_by_code' | 'own_territory' | 'idle_longer' | 'fewer_this_week'

type Ranked = {
  preference: Preference
  rank: (person: OnDuty, rules: RoutingRules, contact?: Contact) => number
}

/**
 * What decides between two, in this order; the smaller rank is asked first. Idle time comes twice: in steps of
 * `equalSeconds`, within which whoever has answered fewer calls this week comes first, and then exactly.
 */
const order: readonly Ranked[] = [
  { preference: 'named_by_code', rank: ({ id }, _rules, contact) => (contact?.named === id ? 0 : 1) },
  {
    preference: 'own_territory',
    rank: (person, _rules, contact) => (contact && isOfPlace(contact, person) ? 0 : 1),
  },
  {
    preference: 'idle_longer',
    rank: ({ idleSince }, { equalSeconds = 0 }) =>
      equalSeconds > 0 ? Math.floor(idleSince.getTime() / (equalSeconds * 1000)) : idleSince.getTime(),
  },
  {
    preference: 'fewer_this_week',
    rank: ({ answeredInWeek = 0 }, { equalSeconds = 0 }) => (equalSeconds > 0 ? answeredInWeek : 0),
  },
  { preference: 'idle_longer', rank: ({ idleSince }) => idleSince.getTime() },
]

/** The order in which people are asked for a contact; without one, the order that holds for all who name nobody and no place. */
export function byPreference(a: OnDuty, b: OnDuty, rules: RoutingRules, contact?: Contact): number {
  for (const { rank } of order) {
    const difference = rank(a, rules, contact) - rank(b, rules, contact)
    if (difference !== 0) return difference
  }
  return byId(a, b)
}

/** Why the first of two is asked before the second for this contact; undefined where only the order of their ids tells. */
export function whyBefore(
  first: OnDuty,
  second: OnDuty,
  rules: RoutingRules,
  contact: Contact,
): Preference | undefined {
  return order.find(({ rank }) => rank(first, rules, contact) < rank(second, rules, contact))?.preference
}

/** Whether a contact asks for somebody or some place, so that its order of people is its own. */
export function hasOwnOrder({ named, places }: Contact): boolean {
  return !!named || !!places?.length
}
