/** A contact that waits for a counselor; `asked` are those who declined it in the duty that they are in. */
export type Contact = { id: string; arrivedAt: Date; language: string; asked: ReadonlySet<string> }

/** Nobody stays on a line for longer than this; whoever seems to has hung up, and their exchange did not tell. */
export const longestWaitHours = 12

/** How long after its planned end an unclosed session still keeps its counselor from calls. */
export const longestOverrunMinutes = 30

/** So far apart may the clocks of two machines be; what is further ahead belongs to another time. */
export const clockSkewMinutes = 5

/** What somebody on duty is doing. */
export type DutyState = 'free' | 'offered' | 'talking' | 'wrap_up' | 'break' | 'away'

/**
 * Somebody on duty: free since, last heard of, and the start of their running or next open session, if any;
 * `inSession` when they are in one, whatever the clock says.
 */
export type OnDuty = {
  id: string
  languages: readonly string[]
  state: DutyState
  idleSince: Date
  lastSeenAt: Date
  sessionAt?: Date | null
  inSession: boolean
}

/** The settings of routing: minutes kept free before a session, seconds without a sign after which a page counts as closed. */
export type RoutingRules = { guardMinutes: number; presenceSeconds: number }

/** Why a contact may not be offered to somebody. */
export type Reason = 'not_free' | 'not_present' | 'in_session' | 'session_soon' | 'language' | 'already_asked'

type Objection<Subject extends unknown[]> = (...subject: [...Subject, RoutingRules, Date]) => boolean

/** What speaks against a person, whoever calls. */
const againstPerson: Partial<Record<Reason, Objection<[OnDuty]>>> = {
  not_free: person => person.state !== 'free',
  not_present: (person, { presenceSeconds }, now) => secondsBetween(person.lastSeenAt, now) > presenceSeconds,
  in_session: ({ inSession, sessionAt }, _rules, now) => inSession || (!!sessionAt && sessionAt <= now),
  session_soon: ({ sessionAt }, { guardMinutes }, now) =>
    !!sessionAt && sessionAt > now && secondsBetween(now, sessionAt) <= guardMinutes * 60,
}

/** What speaks against this person for this contact. */
const againstPair: Partial<Record<Reason, Objection<[Contact, OnDuty]>>> = {
  language: (contact, person) => !person.languages.includes(contact.language),
  already_asked: (contact, person) => contact.asked.has(person.id),
}

/** Every reason why this contact may not be offered to this person now; [] when it may. */
export function reasonsAgainst(contact: Contact, person: OnDuty, rules: RoutingRules, now: Date): Reason[] {
  return [...reasonsAgainstPerson(person, rules, now), ...reasonsAgainstPair(contact, person, rules, now)]
}

/** Whether this contact may be offered to this person now. */
export function mayBeOffered(contact: Contact, person: OnDuty, rules: RoutingRules, now: Date): boolean {
  return reasonsAgainst(contact, person, rules, now).length === 0
}

/**
 * Who is offered which contact now: contacts in order of arrival, each to the person idle longest among those it may
 * be offered to; nobody gets two, and a contact that suits nobody stays where it is.
 */
export function pairs(
  contacts: readonly Contact[],
  people: readonly OnDuty[],
  rules: RoutingRules,
  now: Date,
): { contactId: string; counselorId: string }[] {
  const ready = people
    .filter(person => reasonsAgainstPerson(person, rules, now).length === 0)
    .sort((a, b) => a.idleSince.getTime() - b.idleSince.getTime() || byId(a, b))
  const made: { contactId: string; counselorId: string }[] = []
  for (const contact of [...contacts].sort(byArrival)) {
    if (ready.length === 0) break
    const chosen = ready.findIndex(person => reasonsAgainstPair(contact, person, rules, now).length === 0)
    const [person] = chosen < 0 ? [] : ready.splice(chosen, 1)
    if (person) made.push({ contactId: contact.id, counselorId: person.id })
  }
  return made
}

/** Whether anybody can still come to a waiting contact. */
export type Standing = 'waiting' | 'unanswered'

/**
 * `unanswered` once nobody is left who could take the contact, now or when done with what they do: everybody present
 * who speaks the language has been asked in vain, or there is nobody. It keeps its place and is offered to the next who comes.
 */
export function standing(
  contact: Contact,
  people: readonly OnDuty[],
  rules: RoutingRules,
  now: Date,
): Standing {
  const mayYetCome = (person: OnDuty) => {
    const against = reasonsAgainst(contact, person, rules, now)
    const gone = person.state === 'away' || against.includes('not_present')
    return !gone && !against.includes('language') && !against.includes('already_asked')
  }
  return people.some(mayYetCome) ? 'waiting' : 'unanswered'
}

/** The order of arrival; those of one instant by id, so that every machine sees one order. */
export function byArrival(a: Contact, b: Contact): number {
  return a.arrivedAt.getTime() - b.arrivedAt.getTime() || byId(a, b)
}

function reasonsAgainstPerson(person: OnDuty, rules: RoutingRules, now: Date) {
  return named(againstPerson, objects => objects(person, rules, now))
}

function reasonsAgainstPair(contact: Contact, person: OnDuty, rules: RoutingRules, now: Date) {
  return named(againstPair, objects => objects(contact, person, rules, now))
}

function named<Rule>(rules: Partial<Record<Reason, Rule>>, holds: (rule: Rule) => boolean) {
  return (Object.keys(rules) as Reason[]).filter(reason => holds(rules[reason]!))
}

function secondsBetween(from: Date, to: Date) {
  return (to.getTime() - from.getTime()) / 1000
}

function byId(a: { id: string }, b: { id: string }) {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
