import type { Outcome } from '../../../domain/outcome.ts'
import type { Fault } from '../../../domain/problem.ts'
import type { Texts } from '../../../texts/texts.ts'
import { type Mend, mendsOf } from '../form-parts.tsx'

/** What is to be mended in an outcome, each with the question that it belongs to, in the order of the form. */
export function namedMends(faults: Fault[], texts: Texts): Mend[] {
  const words = texts.queue.form
  const questions: Record<keyof Outcome, string> = {
    kind: words.kind,
    riskAnswer: words.risk,
    notAskedBecause: words.why,
    ending: words.ending,
    problems: words.problems,
    referral: words.referral,
    distressBefore: words.before,
    distressAfter: words.after,
    ageBand: words.age,
    territory: words.territory,
    peopleHelped: words.people,
  }
  const order = Object.keys(questions)
  const own = faults
    .map(fault => ({ ...fault, field: fault.field.split('.')[0] ?? fault.field }))
    .sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field))
  return mendsOf(own, texts).map(({ field, words: what }) => {
    const question = (questions as Record<string, string>)[field]
    return { field, words: question ? texts.queue.form.mend(question, what) : what }
  })
}
