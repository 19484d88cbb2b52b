import { type CountedContact, codeLists } from '../../src/domain/release/contact-codes.ts'
import { dice } from './dice.ts'

/** The codes of a made-up city with three places. */
export const cityCodes = codeLists(['jianhua', 'longsha', 'tiefeng'])

/** Partners with their kind and their share of all contacts: two large ones, a smaller and a very small one. */
const partners = [
  ['college', 'medical_school', 0.45],
  ['health', 'health', 0.35],
  ['league', 'youth_league', 0.16],
  ['police', 'police', 0.04],
] as const

/** A month of contacts, the same for the same seed: few codes are frequent, most are rare, as on a real line. */
export function madeUpMonth(seed: number, contacts: number): CountedContact[] {
  const next = dice(seed)
  const rare = <Code>(list: readonly Code[], often: number): Code =>
    list.find(() => next() < often) ?? (list[0] as Code)
  return Array.from({ length: contacts }, () => {
    let share = next()
    const [partner, kind] = partners.find(one => {
      share -= one[2]
      return share < 0
    }) ?? ['college', 'medical_school']
    const first = rare(cityCodes.problem, 0.25)
    const second = rare(cityCodes.problem, 0.2)
    return {
      part: Math.floor(next() * 5) - 1,
      partner,
      codes: {
        problem: next() < 0.05 ? [] : first === second || next() < 0.6 ? [first] : [first, second],
        riskAnswer: [rare(cityCodes.riskAnswer, 0.6)],
        ageBand: [rare(['adult', 'unknown', 'senior', 'age_14_17', 'under_14'], 0.6)],
        ending: [rare(cityCodes.ending, 0.8)],
        territory: [rare(cityCodes.territory, 0.4)],
        mode: [next() < 0.7 ? 'hotline' : rare(['phone', 'text', 'video'], 0.6)],
        partnerKind: [kind],
      },
    }
  })
}
