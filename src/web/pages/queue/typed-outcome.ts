import type { Outcome } from '../../../domain/outcome.ts'

/** The fields of the outcome form as typed. */
export type TypedOutcome = Partial<Record<Exclude<keyof Outcome, 'problems'>, string>> & {
  problems: string[]
}

const numbers = ['distressBefore', 'distressAfter', 'peopleHelped'] as const satisfies (keyof Outcome)[]
const coded = [
  'kind',
  'riskAnswer',
  'notAskedBecause',
  'ending',
  'referral',
  'ageBand',
  'territory',
] as const satisfies (keyof Outcome)[]

/** What a form sent, as it is kept while it wants mending; unknown fields fall away. */
export function typedOutcome(form: Record<string, string | string[]>): TypedOutcome {
  const one = (name: string) => String([form[name] ?? ''].flat()[0] ?? '').trim()
  return {
    ...Object.fromEntries([...coded, ...numbers].map(name => [name, one(name)])),
    problems: [form.problems ?? []].flat().filter(code => code !== ''),
  }
}

/** A draft as it stands in the form. */
export function typedOf(draft: Partial<Outcome>): TypedOutcome {
  const { problems = [], ...rest } = draft
  const written = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined)
  return { ...Object.fromEntries(written.map(([name, value]) => [name, String(value)])), problems }
}

/** The outcome that was typed, empty answers left out; what it says is for `outcomeGiven` to check. */
export function readTyped(typed: TypedOutcome): Record<string, unknown> {
  const { problems, ...rest } = typed
  const answered = Object.entries(rest).filter(([, text]) => text !== '' && text !== undefined)
  const read = answered.map(([field, text]) => [field, isNumber(field) ? Number(text) : text])
  return { ...Object.fromEntries(read), problems }
}

function isNumber(field: string) {
  return (numbers as readonly string[]).includes(field)
}
