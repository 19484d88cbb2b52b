import {
  type Contact,
  callbackMarginMinutes,
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
  | 'callback_before_session'
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
  { reason: 'not_free', person: ({ state, taken }) => state !== 'free' || !!taken },
  {
    reason: 'not_present',
    person: ({ lastSeenAt }, { presenceSeconds }, now) => secondsBetween(lastSeenAt, now) > presenceSeconds,
  },
  {
    reason: 'in_session',
    person: ({ inSession, sessionAt }, _rules, now) =>
      inSession || (!!sessionAt && secondsBetween(now, sessionAt) <= 0),
  },
  {
    reason: 'session_soon',
    pair: (contact, person, rules, now) =>
      !isShortCallback(contact, rules) && beginsWithin(person, rules.guardMinutes, now),
  },
  {
    // Idle minutes before a session are enough for a call-back that ends before it.
    reason: 'callback_before_session',
    pair: (contact, person, rules, now) =>
      isShortCallback(contact, rules) &&
      beginsWithin(
        person,
        Math.min(rules.guardMinutes, (rules.callbackMinutes ?? 0) + callbackMarginMinutes),
        now,
      ),
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

/** The rules that keep somebody from a contact for longer than it takes to be done with what they do. */
const ruledOut = everyRule.filter(({ reason, lasting }) => lasting || reason === 'not_present')

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
  return isReady(person, rules, now) && isFor(contact, person, rules, now)
}

/** Whether nothing speaks against this person, whoever calls. */
export function isReady(
  person: OnDuty,
  rules: RoutingRules,
  now: Date,
  given: readonly Rule[] = everyRule,
): boolean {
  for (const rule of halvesOf(given).person) if (rule(person, rules, now)) return false
  return true
}

/** Whether nothing speaks against this person for this contact in particular. */
export function isFor(
  contact: Contact,
  person: OnDuty,
  rules: RoutingRules,
  now: Date,
  given: readonly Rule[] = everyRule,
): boolean {
  for (const rule of halvesOf(given).pair) if (rule(contact, person, rules, now)) return false
  return true
}

/**
 * Whether this person could take this contact, now or when done with what they do: they are not away, their page is
 * open, and no lasting reason speaks against it.
 */
export function mayYetCome(contact: Contact, person: OnDuty, rules: RoutingRules, now: Date): boolean {
  return (
    person.state !== 'away' &&
    isReady(person, rules, now, ruledOut) &&
    isFor(contact, person, rules, now, ruledOut)
  )
}

function objects(rule: Rule, contact: Contact, person: OnDuty, rules: RoutingRules, now: Date) {
  return 'person' in rule ? rule.person(person, rules, now) : rule.pair(contact, person, rules, now)
}

type Halves = {
  person: Extract<Rule, { person: unknown }>['person'][]
  pair: Extract<Rule, { pair: unknown }>['pair'][]
}

// Rounds are many, lists of rules few: each is taken apart once (in a simulated year, a third of the time).
const halves = new WeakMap<readonly Rule[], Halves>()

function halvesOf(given: readonly Rule[]): Halves {
  const known = halves.get(given)
  if (known) return known
  const found: Halves = { person: [], pair: [] }
  for (const rule of given) {
    if ('person' in rule) found.person.push(rule.person)
    else found.pair.push(rule.pair)
  }
  halves.set(given, found)
  return found
}

function isShortCallback(contact: Contact, { callbackMinutes = 0 }: RoutingRules) {
  return contact.class === 'promised_callback' && callbackMinutes > 0
}

function beginsWithin({ sessionAt }: OnDuty, minutes: number, now: Date) {
  const ahead = sessionAt ? secondsBetween(now, sessionAt) : 0
  return ahead > 0 && ahead <= minutes * 60
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
