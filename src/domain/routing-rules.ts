import {
  type Contact,
  type OnDuty,
  type Requirement,
  type RoutingRules,
  secondsBetween,
} from './routing-terms.ts'
import { isBeyondReach } from './routing-widening.ts'

/** Why a contact may not be offered to somebody. */
export type Reason =
  | 'not_free'
  | 'not_present'
  | 'in_session'
  | 'session_soon'
  | 'resting'
  | 'calls_enough'
  | `${Requirement}_lapsed`
  | 'language'
  | 'qualification'
  | 'partner_left_out'
  | 'beyond_reach'
  | 'already_asked'

/**
 * One rule of who may be offered what: its name, and when it speaks against it; of a person whoever calls, or of a
 * person for this contact. A `lasting` one does not pass while the person stays on duty.
 */
export type Rule = { reason: Reason; lasting?: true } & (
  | { person: (person: OnDuty, rules: RoutingRules, now: Date) => boolean }
  | { pair: (contact: Contact, person: OnDuty, rules: RoutingRules, now: Date) => boolean }
)

/** Every rule of *may be offered at this minute*, in the order in which reasons are told. */
export const everyRule: readonly Rule[] = [
  { reason: 'not_free', person: ({ state }) => state !== 'free' },
  {
    reason: 'not_present',
    person: ({ lastSeenAt }, { presenceSeconds }, now) => secondsBetween(lastSeenAt, now) > presenceSeconds,
  },
  {
    reason: 'in_session',
    person: ({ inSession, sessionAt }, _rules, now) => inSession || (!!sessionAt && sessionAt <= now),
  },
  {
    reason: 'session_soon',
    person: ({ sessionAt }, { guardMinutes }, now) =>
      !!sessionAt && sessionAt > now && secondsBetween(now, sessionAt) <= guardMinutes * 60,
  },
  { reason: 'resting', person: ({ restUntil }, _rules, now) => !!restUntil && restUntil > now },
  {
    reason: 'calls_enough',
    lasting: true,
    person: ({ answeredInDuty = 0 }, { mostCalls = 0 }) => mostCalls > 0 && answeredInDuty >= mostCalls,
  },
  lapsed('qualification'),
  lapsed('training'),
  lapsed('insurance'),
  lapsed('supervision'),
  {
    reason: 'language',
    lasting: true,
    pair: (contact, { languages }) => !languages.includes(contact.language),
  },
  {
    reason: 'qualification',
    lasting: true,
    pair: ({ needs = [] }, { qualifications }) =>
      !!qualifications && needs.some(need => !qualifications.includes(need)),
  },
  {
    reason: 'partner_left_out',
    lasting: true,
    pair: ({ withoutPartner }, { partnerId }) => !!withoutPartner && partnerId === withoutPartner,
  },
  { reason: 'beyond_reach', pair: isBeyondReach },
  { reason: 'already_asked', lasting: true, pair: ({ asked }, { id }) => asked.has(id) },
]

/** Every reason why this contact may not be offered to this person now; [] when it may. */
export function reasonsAgainst(
  contact: Contact,
  person: OnDuty,
  rules: RoutingRules,
  now: Date,
  given: readonly Rule[] = everyRule,
): Reason[] {
  return given.filter(rule => objects(rule, contact, person, rules, now)).map(({ reason }) => reason)
}

/** Whether this contact may be offered to this person now. */
export function mayBeOffered(contact: Contact, person: OnDuty, rules: RoutingRules, now: Date): boolean {
  return everyRule.every(rule => !objects(rule, contact, person, rules, now))
}

/** Whether nothing speaks against this person, whoever calls. */
export function isReady(
  person: OnDuty,
  rules: RoutingRules,
  now: Date,
  given: readonly Rule[] = everyRule,
): boolean {
  return given.every(rule => !('person' in rule && rule.person(person, rules, now)))
}

/** Whether nothing speaks against this person for this contact in particular. */
export function isFor(
  contact: Contact,
  person: OnDuty,
  rules: RoutingRules,
  now: Date,
  given: readonly Rule[] = everyRule,
): boolean {
  return given.every(rule => !('pair' in rule && rule.pair(contact, person, rules, now)))
}

/** Whether a reason stays true for as long as the person stays on duty. */
export function isLasting(reason: Reason): boolean {
  return everyRule.some(rule => rule.reason === reason && rule.lasting)
}

function objects(rule: Rule, contact: Contact, person: OnDuty, rules: RoutingRules, now: Date) {
  return 'person' in rule ? rule.person(person, rules, now) : rule.pair(contact, person, rules, now)
}

function lapsed(requirement: Requirement): Rule {
  return {
    reason: `${requirement}_lapsed`,
    lasting: true,
    person: ({ inForceUntil }, _rules, now) => {
      const until = inForceUntil?.[requirement]
      return !!until && until <= now
    },
  }
}
