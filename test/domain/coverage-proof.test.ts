import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endingAt, proofOf, type Ways } from '../../src/domain/coverage-proof.ts'
import { contactAt, onDutyAt, type PlannedPerson } from '../../src/domain/planned-people.ts'
import { pairs } from '../../src/domain/routing.ts'
import { contactClasses, qualifications, requirements } from '../../src/domain/routing-terms.ts'

const start = Date.parse('2026-11-23T00:00:00Z')
const minute = 60_000
const rules = {
  guardMinutes: 10,
  presenceSeconds: 45,
  widening: { cityMinutes: 5, partnersMinutes: 9, provinceMinutes: 15 },
}
const ways: Ways = { callbackMs: 90 * minute, numberIsNamed: true }
const hours = (from: number, to: number) => ({
  startsAt: start + from * 60 * minute,
  endsAt: start + to * 60 * minute,
})
const anna = (given: Partial<PlannedPerson> = {}): PlannedPerson => ({
  id: 'anna',
  languages: ['zh'],
  shifts: [hours(2, 4)],
  sessions: [],
  ...given,
})
const proof = (planned: PlannedPerson[], of = 'everyone', given = ways) =>
  proofOf(hours(0, 6), planned, ['zh'], rules, given)
    .filter(span => span.class === of)
    .map(({ startsAt, endsAt, ends }) => [(startsAt - start) / minute, (endsAt - start) / minute, ends])

describe('the proof that nobody comes to a dead end', () => {
  test('ends with a person in a shift, with a call-back shortly before it, with the number otherwise', () => {
    expect(proof([anna()])).toEqual([
      [0, 30, 'number'],
      [30, 120, 'callback'],
      [120, 240, 'person'],
      [240, 360, 'number'],
    ])
  })
  test('lists a gap where no number is named', () => {
    expect(proof([anna()], 'everyone', { ...ways, numberIsNamed: false })[0]).toEqual([0, 30, 'nowhere'])
  })
  test('calls nobody back who is in danger, and no child', () => {
    for (const of of ['danger_now', 'child']) expect(proof([anna()], of)[0]).toEqual([0, 120, 'number'])
  })
  test('leaves out a session and the minutes kept free before it', () => {
    expect(proof([anna({ sessions: [hours(3, 3.5)] })]).slice(2)).toEqual([
      [120, 170, 'person'],
      [170, 210, 'callback'],
      [210, 240, 'person'],
      [240, 360, 'number'],
    ])
  })
  test('needs for a child somebody who may', () => {
    expect(proof([anna({ qualifications: ['high_risk'] })], 'child')).toEqual([[0, 360, 'number']])
  })
  test('ends with the day on which something lapses', () => {
    const until = new Date(start + 3 * 60 * minute)
    expect(proof([anna({ inForceUntil: { insurance: until } })])[2]).toEqual([120, 180, 'person'])
  })
  test('keeps a promise by a shift beyond the stretch', () => {
    expect(proof([anna({ shifts: [hours(7, 8)] })])).toEqual([
      [0, 330, 'number'],
      [330, 360, 'callback'],
    ])
  })
})

const someHours = (most: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: most }))
    .map(([from, length]) => hours(from / 6, (from + length) / 6))
const anyPlan: fc.Arbitrary<PlannedPerson[]> = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 5 }).map(String),
    languages: fc.subarray(['zh', 'yue'], { minLength: 1 }),
    shifts: someHours(20).map(shift => [shift]),
    sessions: fc.oneof(
      fc.constant([]),
      someHours(4).map(session => [session]),
    ),
    qualifications: fc.subarray([...qualifications]),
    inForceUntil: fc.record({
      [requirements[0]]: fc.option(fc.integer({ min: 0, max: 400 }).map(m => new Date(start + m * minute))),
    }),
  }),
  { selector: ({ id }) => id, maxLength: 4 },
)

test('at every minute the proof says what the router itself does with the planned people', () => {
  const languages = ['zh', 'yue']
  fc.assert(
    fc.property(anyPlan, fc.integer({ min: 0, max: 359 }), fc.boolean(), (planned, at, numberIsNamed) => {
      const given = { ...ways, numberIsNamed }
      const spans = proofOf(hours(0, 6), planned, languages, rules, given)
      for (const language of languages)
        for (const of of contactClasses) {
          const offeredIn = (after: number) => {
            const now = new Date(start + (at + after) * minute)
            const contact = contactAt({ language, class: of }, now, rules)
            return pairs([contact], onDutyAt(planned, now), rules, now).length > 0
          }
          const canBeCalled = of !== 'danger_now' && of !== 'child'
          const laterMinutes = Array.from({ length: 90 }, (_, index) => index + 1)
          const expected = offeredIn(0)
            ? 'person'
            : canBeCalled && laterMinutes.some(offeredIn)
              ? 'callback'
              : numberIsNamed
                ? 'number'
                : 'nowhere'
          const now = start + at * minute
          const [span, ...others] = spans.filter(
            ({ class: c, language: l, startsAt, endsAt }) =>
              c === of && l === language && startsAt <= now && now < endsAt,
          )
          expect([span?.ends, others]).toEqual([expected, []])
          expect(endingAt(new Date(now), { language, class: of }, planned, rules, given)).toBe(expected)
        }
    }),
    { numRuns: 150 },
  )
})
