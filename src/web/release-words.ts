import type { Attribute } from '../domain/release/contact-codes.ts'
import type { Texts } from '../texts/texts.ts'

/** What a code of a released table is called; a place by its name, where `places` knows it. */
export function releasedCode(
  { labels, counts }: Texts,
  places: ReadonlyMap<string, string> = new Map(),
): (table: Attribute, code: string) => string {
  const { unknown, hotline } = counts.releases.codes
  const lists: Record<Attribute, Record<string, string>> = {
    problem: labels.problems,
    riskAnswer: labels.riskAnswers,
    ageBand: labels.ageBands,
    ending: labels.endings,
    territory: { unknown },
    mode: { ...labels.modes, hotline, unknown },
    partnerKind: { ...labels.partnerKinds, unknown },
  }
  return (table, code) => lists[table][code] ?? places.get(code) ?? code
}
