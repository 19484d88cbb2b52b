import fc from 'fast-check'
import type { Contact, DutyState, OnDuty, RoutingRules } from '../../src/domain/routing-terms.ts'
import { contactClasses, qualifications, requirements } from '../../src/domain/routing-terms.ts'

/** The instant at which the properties of routing are looked at. */
export const routedAt = new Date('2026-11-22T12:00:00Z')

/** So many minutes after it, or before. */
export const minutesOn = (minutes: number) => new Date(routedAt.getTime() + minutes * 60_000)

/** Every setting of routing in use. */
export const strictRules: Required<RoutingRules> = {
  guardMinutes: 10,
  presenceSeconds: 45,
  callbackMinutes: 7,
  mostCalls: 3,
  equalSeconds: 60,
  headStarts: { danger_now: 30, child: 15, promised_callback: 10, front_line_medical: 5 },
  widening: { cityMinutes: 2, partnersMinutes: 4, provinceMinutes: 6 },
}

const someMinutes = (least: number, most: number) => fc.integer({ min: least, max: most }).map(minutesOn)
const ids = (most: number) => fc.integer({ min: 0, max: most }).map(String)
const languages = ['zh', 'yue', 'en']
const places = ['longsha', 'jianhua']
const partners = ['police', 'league']
const oneOf = <T>(...values: T[]) => fc.constantFrom(...values)

/** Contacts of every class, need, place and wish, up to `most` minutes old. */
export const anyContacts = (most = 60): fc.Arbitrary<Contact[]> =>
  fc.uniqueArray(
    fc.record({
      id: ids(30),
      arrivedAt: someMinutes(-most, 0),
      language: oneOf(...languages),
      asked: fc.array(ids(9), { maxLength: 2 }).map(asked => new Set(asked)),
      class: oneOf(...contactClasses),
      needs: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray([...qualifications])),
      withoutPartner: oneOf(null, null, ...partners),
      ofPartner: oneOf(null, null, ...partners),
      places: oneOf([], [], places.slice(0, 1), places),
      named: fc.option(ids(9), { freq: 1 }),
    }),
    { selector: ({ id }) => id, maxLength: 10 },
  )

const until = oneOf(null, null, null, null, minutesOn(-1), routedAt, minutesOn(1))

/** People in every state and standing; most of them free. */
export const anyPeople: fc.Arbitrary<OnDuty[]> = fc.uniqueArray(
  fc.record({
    id: ids(9),
    languages: fc.oneof({ weight: 2, arbitrary: fc.constant(languages) }, fc.subarray(languages)),
    state: fc.oneof(
      { weight: 4, arbitrary: fc.constant<DutyState>('free') },
      oneOf<DutyState>('offered', 'talking', 'wrap_up', 'break', 'away'),
    ),
    idleSince: fc.integer({ min: -300, max: 0 }).map(seconds => minutesOn(seconds / 60)),
    lastSeenAt: oneOf(routedAt, routedAt, routedAt, minutesOn(-1)),
    sessionAt: oneOf(
      null,
      null,
      null,
      minutesOn(-5),
      minutesOn(0),
      minutesOn(8),
      minutesOn(9),
      minutesOn(10),
      minutesOn(11),
    ),
    taken: oneOf(false, false, false, false, false, true),
    inSession: oneOf(false, false, false, false, true),
    restUntil: until,
    answeredInDuty: oneOf(0, 0, 1, 2, 3, 4),
    answeredInWeek: fc.integer({ min: 0, max: 3 }),
    qualifications: oneOf(undefined, [...qualifications], [...qualifications], ['minors'], []),
    partnerId: oneOf(...partners),
    territory: oneOf(null, ...places),
    inForceUntil: fc.record(Object.fromEntries(requirements.map(name => [name, until]))),
  }) as fc.Arbitrary<OnDuty>,
  { selector: ({ id }) => id, maxLength: 9 },
)
