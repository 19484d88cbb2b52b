import type { Interval } from './intervals.ts'
import { contactAt, onDutyAt, type PlannedPerson } from './planned-people.ts'
import { mayBeOffered } from './routing.ts'
import { type ContactClass, contactClasses, type RoutingRules, requirements } from './routing-terms.ts'

/** So many days ahead every minute is checked. */
export const checkedDays = 14

/** How a contact ends at best: with a person, a call-back that can be kept, a number that is named, or nowhere. */
export const endings = ['person', 'callback', 'number', 'nowhere'] as const
export type Ending = (typeof endings)[number]

/** A stretch of time in which contacts of one language and class all end alike. */
export type ProofSpan = Interval & { language: string; class: ContactClass; ends: Ending }

/** What else ends a contact: for how long a promise to call back can be kept, and whether a number is named. */
export type Ways = { callbackMs: number; numberIsNamed: boolean }

/** Nobody in danger is told to wait for a call, and no number of a child under 14 is kept. */
export function mayBeCalledBack(of: ContactClass): boolean {
  return of !== 'danger_now' && of !== 'child'
}

/**
 * How every contact of each language and class ends at every instant of a stretch, as few spans as there are. Only
 * where a shift, a session, the time kept free before one, or what must be in force begins or ends can it change, so
 * only there are the rules asked. The plan must reach beyond the stretch by as long as a call-back can be kept.
 */
export function proofOf(
  stretch: Interval,
  planned: readonly PlannedPerson[],
  languages: readonly string[],
  rules: RoutingRules,
  ways: Ways,
): ProofSpan[] {
  const until = stretch.endsAt + ways.callbackMs
  const moments = momentsIn({ startsAt: stretch.startsAt, endsAt: until }, planned, rules)
  const there = moments.map(at => onDutyAt(planned, new Date(at)))
  return languages.flatMap(language =>
    contactClasses.flatMap(of => {
      const answered = moments.map((at, index) => {
        const contact = contactAt({ language, class: of }, new Date(at), rules)
        return there[index]!.some(person => mayBeOffered(contact, person, rules, new Date(at)))
      })
      return spansOf(stretch, moments, answered, mayBeCalledBack(of), ways).map(span => ({
        ...span,
        language,
        class: of,
      }))
    }),
  )
}

/** How one contact ends at an instant, asked of the rules in the same way. */
export function endingAt(
  at: Date,
  asked: { language: string; class: ContactClass },
  planned: readonly PlannedPerson[],
  rules: RoutingRules,
  ways: Ways,
): Ending {
  const instant = { startsAt: at.getTime(), endsAt: at.getTime() + 1 }
  const spans = proofOf(instant, planned, [asked.language], rules, ways)
  return spans.find(span => span.class === asked.class)?.ends ?? 'nowhere'
}

function momentsIn(
  { startsAt, endsAt }: Interval,
  planned: readonly PlannedPerson[],
  { guardMinutes }: RoutingRules,
) {
  const moments = new Set([startsAt])
  for (const { shifts, sessions, inForceUntil } of planned) {
    for (const shift of shifts) moments.add(shift.startsAt).add(shift.endsAt)
    for (const session of sessions)
      moments
        .add(session.startsAt - guardMinutes * 60_000)
        .add(session.startsAt)
        .add(session.endsAt)
    for (const requirement of requirements) {
      const end = inForceUntil?.[requirement]
      if (end) moments.add(end.getTime())
    }
  }
  return [...moments].filter(at => at >= startsAt && at < endsAt).sort((a, b) => a - b)
}

function spansOf(
  stretch: Interval,
  moments: readonly number[],
  answered: readonly boolean[],
  mayBeCalledBack: boolean,
  { callbackMs, numberIsNamed }: Ways,
) {
  const spans: (Interval & { ends: Ending })[] = []
  const add = (startsAt: number, endsAt: number, ends: Ending) => {
    const [from, to] = [Math.max(startsAt, stretch.startsAt), Math.min(endsAt, stretch.endsAt)]
    if (from >= to) return
    const last = spans.at(-1)
    if (last?.ends === ends) last.endsAt = to
    else spans.push({ startsAt: from, endsAt: to, ends })
  }
  const next = nextAnswered(moments, answered)
  for (const [index, at] of moments.entries()) {
    const end = moments[index + 1] ?? stretch.endsAt + callbackMs
    const comes = mayBeCalledBack ? next[index] : undefined
    const kept = comes === undefined ? end : Math.min(end, Math.max(at, comes - callbackMs))
    if (answered[index]) {
      add(at, end, 'person')
    } else {
      add(at, kept, numberIsNamed ? 'number' : 'nowhere')
      add(kept, end, 'callback')
    }
  }
  return spans
}

/** For each moment the first one after it at which somebody answers. */
function nextAnswered(moments: readonly number[], answered: readonly boolean[]) {
  let next: number | undefined
  const found = moments.map((at, index) => ({ at, isAnswered: answered[index] })).reverse()
  return found
    .map(({ at, isAnswered }) => {
      const before = next
      if (isAnswered) next = at
      return before
    })
    .reverse()
}
