import { type Contact, type RoutingRules, type Standings, secondsBetween } from './routing-terms.ts'

/** How far a contact reaches by the time that it has waited, from its own place to the number of the province. */
export const reaches = ['territory', 'city', 'any_partner', 'province'] as const
export type Reach = (typeof reaches)[number]

/**
 * How far this contact reaches now. One without a place starts with the whole city, one whose line belongs to no
 * partner with all of them; minutes of zero are at once.
 */
export function reachOf(contact: Contact, { widening }: RoutingRules, now: Date): Reach {
  if (!widening) return 'any_partner'
  const waited = secondsBetween(contact.arrivedAt, now) / 60
  const { cityMinutes, partnersMinutes, provinceMinutes } = widening
  if (contact.places?.length && waited < cityMinutes) return 'territory'
  if (contact.ofPartner && waited < partnersMinutes) return 'city'
  return waited < provinceMinutes ? 'any_partner' : 'province'
}

/** Whether somebody lies outside of what this contact reaches now. */
export function isBeyondReach(contact: Contact, person: Standings, rules: RoutingRules, now: Date): boolean {
  const { cityMinutes = 0, partnersMinutes = 0 } = rules.widening ?? {}
  const { places, ofPartner } = contact
  const waited = secondsBetween(contact.arrivedAt, now) / 60
  const isElsewhere = !!places?.length && waited < cityMinutes && !isOfPlace(contact, person)
  const isOfOthers = !!ofPartner && waited < partnersMinutes && person.partnerId !== ofPartner
  return isElsewhere || isOfOthers
}

/** Whether somebody is responsible for the place that a contact comes from. */
export function isOfPlace({ places = [] }: Contact, { territory }: Standings): boolean {
  return !!territory && places.includes(territory)
}
