import type { AgeBand } from './codes.ts'
import {
  byId,
  type Contact,
  type ContactClass,
  type Qualification,
  type RoutingRules,
} from './routing-terms.ts'

/** The classes that only a person can tell, who types a call in. */
export const markedClasses = ['danger_now', 'front_line_medical'] as const
export type MarkedClass = (typeof markedClasses)[number]

/** The class of a contact, of all that apply the one that stands first in the list. */
export function classOf(known: {
  ageBand: AgeBand
  channel: 'phone' | 'typed' | 'callback'
  markedAs: MarkedClass | null
}): ContactClass {
  if (known.markedAs === 'danger_now') return 'danger_now'
  if (isMinor(known.ageBand)) return 'child'
  if (known.channel === 'callback') return 'promised_callback'
  return known.markedAs ?? 'everyone'
}

/** What a contact needs of a counselor: somebody for minors, somebody for a high risk. */
export function needsOf(known: { ageBand: AgeBand; markedAs: MarkedClass | null }): Qualification[] {
  const needs: Qualification[] = []
  if (isMinor(known.ageBand)) needs.push('minors')
  if (known.markedAs === 'danger_now') needs.push('high_risk')
  return needs
}

/**
 * The order in which contacts are served: by arrival, as if those of a class had come its head start earlier. So of
 * one class nobody overtakes, and nobody is overtaken by whoever came later than the greatest head start after them.
 */
export function byTurn(a: Contact, b: Contact, { headStarts }: RoutingRules): number {
  return turnOf(a, headStarts) - turnOf(b, headStarts) || byArrival(a, b)
}

/** The order of arrival; those of one instant by id, so that every machine sees one order. */
export function byArrival(a: Contact, b: Contact): number {
  return a.arrivedAt.getTime() - b.arrivedAt.getTime() || byId(a, b)
}

function turnOf(contact: Contact, headStarts: RoutingRules['headStarts']) {
  return contact.arrivedAt.getTime() - (headStarts?.[contact.class ?? 'everyone'] ?? 0) * 60_000
}

function isMinor(ageBand: AgeBand) {
  return ageBand === 'under_14' || ageBand === 'age_14_17'
}
