import {
  ageBands,
  callEndings,
  callKinds,
  isOneOf,
  notAskedReasons,
  presentingProblems,
  referrals,
  riskAnswers,
  sessionEndings,
} from './codes.ts'
import { type GivenOutcome, isConversation, type Outcome, type OutcomeContext } from './outcome.ts'

/** What is wrong with a field of an outcome. */
export type OutcomeFaultCode = 'needed' | 'not_in_list' | 'not_for_sessions' | 'out_of_range'

/** One thing to mend in an outcome before it can be recorded. */
export type OutcomeFault = { field: keyof Outcome; code: OutcomeFaultCode }

/** The most people that one contact may be said to have helped. */
export const mostPeopleHelped = 1000

type Rule = (given: GivenOutcome, context: OutcomeContext) => OutcomeFaultCode | undefined

const rules: readonly (readonly [keyof Outcome, Rule])[] = [
  ['kind', kindFits],
  ['problems', problemsAreKnown],
  ['riskAnswer', conversationHasRiskAnswer],
  ['notAskedBecause', silenceOnRiskHasReason],
  ['ending', endingFits],
  ['referral', given => inList(referrals, given.referral)],
  ['distressBefore', given => wholeNumber(given.distressBefore, 10)],
  ['distressAfter', given => wholeNumber(given.distressAfter, 10)],
  ['ageBand', given => inList(ageBands, given.ageBand)],
  ['peopleHelped', given => wholeNumber(given.peopleHelped, mostPeopleHelped)],
]

/** Everything that has to be mended before the outcome can be recorded, in the order of the form; [] when it is whole. */
export function outcomeFaults(given: GivenOutcome, context: OutcomeContext): OutcomeFault[] {
  return rules.flatMap(([field, rule]) => {
    const code = rule(given, context)
    return code ? [{ field, code }] : []
  })
}

function kindFits({ kind }: GivenOutcome, context: OutcomeContext) {
  if (context === 'session' && kind !== undefined && !isConversation({ kind, ending: 'completed' }))
    return 'not_for_sessions'
  return inList(callKinds, kind)
}

function problemsAreKnown({ problems = [] }: GivenOutcome) {
  return problems.every(problem => isOneOf(presentingProblems, problem)) ? undefined : 'not_in_list'
}

function conversationHasRiskAnswer(given: GivenOutcome) {
  if (given.riskAnswer === undefined) return isConversation(given) ? 'needed' : undefined
  return inList(riskAnswers, given.riskAnswer)
}

function silenceOnRiskHasReason(given: GivenOutcome) {
  const reason = given.notAskedBecause ?? undefined
  if (reason === undefined && given.riskAnswer === 'not_asked' && isConversation(given)) return 'needed'
  return inList(notAskedReasons, reason)
}

function endingFits({ ending }: GivenOutcome, context: OutcomeContext) {
  return inList(context === 'call' ? callEndings : sessionEndings, ending)
}

function inList(list: readonly string[], code: string | undefined) {
  return code === undefined || isOneOf(list, code) ? undefined : 'not_in_list'
}

function wholeNumber(value: number | null | undefined, most: number) {
  if (value === null || value === undefined) return undefined
  return Number.isInteger(value) && value >= 0 && value <= most ? undefined : 'out_of_range'
}
