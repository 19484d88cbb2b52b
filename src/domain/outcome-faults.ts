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
import type { Fault } from './problem.ts'

/** One thing to mend in an outcome before it can be recorded; `limit` is the bound of a number. */
export type OutcomeFault = Fault & { field: keyof Outcome }

/** The most people that one contact may be said to have helped. */
export const mostPeopleHelped = 1000

type Wrong = Omit<Fault, 'field'>
type Rule = (given: GivenOutcome, context: OutcomeContext) => Wrong | undefined

const missing: Wrong = { code: 'missing' }
const notInList: Wrong = { code: 'not_in_list' }

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
    const wrong = rule(given, context)
    return wrong ? [{ field, ...wrong }] : []
  })
}

function kindFits({ kind }: GivenOutcome, context: OutcomeContext) {
  if (context === 'session' && kind !== undefined && !isConversation({ kind, ending: 'completed' }))
    return { code: 'does_not_belong' } as const
  return inList(callKinds, kind)
}

function problemsAreKnown({ problems = [] }: GivenOutcome) {
  return problems.every(problem => isOneOf(presentingProblems, problem)) ? undefined : notInList
}

function conversationHasRiskAnswer(given: GivenOutcome) {
  if (given.riskAnswer === undefined) return isConversation(given) ? missing : undefined
  return inList(riskAnswers, given.riskAnswer)
}

function silenceOnRiskHasReason(given: GivenOutcome) {
  const reason = given.notAskedBecause ?? undefined
  if (reason === undefined && given.riskAnswer === 'not_asked' && isConversation(given)) return missing
  return inList(notAskedReasons, reason)
}

function endingFits({ ending }: GivenOutcome, context: OutcomeContext) {
  return inList(context === 'call' ? callEndings : sessionEndings, ending)
}

function inList(list: readonly string[], code: string | undefined) {
  return code === undefined || isOneOf(list, code) ? undefined : notInList
}

function wholeNumber(value: number | null | undefined, most: number): Wrong | undefined {
  if (value === null || value === undefined) return undefined
  if (!Number.isInteger(value)) return { code: 'wrong_type' }
  if (value < 0) return { code: 'too_small', limit: 0 }
  return value > most ? { code: 'too_large', limit: most } : undefined
}
