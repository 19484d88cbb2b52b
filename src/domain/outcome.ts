import type {
  AgeBand,
  CallEnding,
  CallKind,
  NotAskedReason,
  PresentingProblem,
  Referral,
  RiskAnswer,
  SessionEnding,
} from './codes.ts'

/** Whether an outcome closes a hotline call or a booked session. */
export type OutcomeContext = 'call' | 'session'

/** The coded, anonymized result of a contact; distress from 0 to 10, null when nobody asked. */
export type Outcome = {
  kind: CallKind
  problems: PresentingProblem[]
  riskAnswer: RiskAnswer
  notAskedBecause: NotAskedReason | null
  ending: CallEnding | SessionEnding
  referral: Referral
  distressBefore: number | null
  distressAfter: number | null
  ageBand: AgeBand
  /** Code of a territory, null when unknown. */
  territory: string | null
  peopleHelped: number
}

/** What a counselor must say: how it ended; `outcomeFaults` tells whether the rest is enough. */
export type GivenOutcome = Partial<Outcome> & Pick<Outcome, 'ending'>

const conversationKinds: readonly CallKind[] = ['counseling', 'practical_help']
const neverBegan: readonly Outcome['ending'][] = [
  'no_show',
  'canceled_early',
  'canceled_late',
  'canceled_by_counselor',
]

/** Whether a contact with this ending took place; sessions called off or not attended did not. */
export function wasHeld(ending: Outcome['ending']): boolean {
  return !neverBegan.includes(ending)
}

/** Whether two people talked: a counseling or practical-help contact that took place. */
export function isConversation({
  kind = 'counseling',
  ending,
}: Pick<GivenOutcome, 'kind' | 'ending'>): boolean {
  return conversationKinds.includes(kind) && wasHeld(ending)
}

/**
 * The whole outcome: what was given, and defaults for the rest. One person is helped by a conversation, nobody
 * otherwise; without a conversation the risk question counts as not asked for that reason. Call `outcomeFaults` first.
 */
export function completeOutcome(given: GivenOutcome): Outcome {
  const talked = isConversation(given)
  const riskAnswer = given.riskAnswer ?? 'not_asked'
  // A reason left over from a radio that cannot be unpicked says nothing once an answer is there.
  const notAskedBecause =
    riskAnswer === 'not_asked' ? (given.notAskedBecause ?? (talked ? null : 'not_a_conversation')) : null
  return {
    kind: given.kind ?? 'counseling',
    problems: [...new Set(given.problems ?? [])],
    riskAnswer,
    notAskedBecause,
    ending: given.ending,
    referral: given.referral ?? 'not_needed',
    distressBefore: given.distressBefore ?? null,
    distressAfter: given.distressAfter ?? null,
    ageBand: given.ageBand ?? 'unknown',
    territory: given.territory ?? null,
    peopleHelped: given.peopleHelped ?? (talked ? 1 : 0),
  }
}
