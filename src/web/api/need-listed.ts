import type { Deps } from '../../deps.ts'
import { Problem } from '../../domain/problem.ts'

/** Refuses a language that this installation does not offer, and a line that it does not have. */
export function needListed({ config }: Deps, given: { language: string; line?: string }): void {
  const unknown: string[] = []
  if (!config.LANGUAGES.includes(given.language)) unknown.push('language')
  if (given.line !== undefined && !Object.hasOwn(config.LINES, given.line)) unknown.push('line')
  if (unknown.length > 0)
    throw new Problem('invalid_input', { faults: unknown.map(field => ({ field, code: 'not_in_list' })) })
}
