import type { ProofSpan } from './coverage-proof.ts'
import { type Interval, without } from './intervals.ts'

/** So many days ahead a gap that a change has opened is worth a letter; later ones stand on the page. */
export const toldDays = 7

/** The stretches of a proof in which a contact ends nowhere. */
export function gapsOf(spans: readonly ProofSpan[]): ProofSpan[] {
  return spans.filter(({ ends }) => ends === 'nowhere')
}

/**
 * The gaps of a new proof that the one before did not have and that begin before `until`, each language and class of
 * contact on its own: a gap that only moved nearer, or was there already, is none.
 */
export function newGaps(now: readonly ProofSpan[], before: readonly ProofSpan[], until: number): Interval[] {
  const ofKind = ({ language, class: of }: ProofSpan) => `${language} ${of}`
  const known = Map.groupBy(gapsOf(before), ofKind)
  return [...Map.groupBy(gapsOf(now), ofKind)].flatMap(([kind, gaps]) =>
    without(gaps, known.get(kind) ?? []).filter(({ startsAt }) => startsAt < until),
  )
}
