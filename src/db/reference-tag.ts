import type { Deps } from '../deps.ts'

/**
 * What is kept of an exchange's own name for a call: a tag, the same each time the exchange names the call, and nothing
 * that its call log could be compared with. There is always one: a call must wait even while the keys are out of reach.
 */
export function referenceTag({ keys }: Pick<Deps, 'keys'>, line: string, reference: string): Promise<string> {
  return keys.mark('line-reference', JSON.stringify([line, reference]))
}
