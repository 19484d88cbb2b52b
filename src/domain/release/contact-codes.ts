import {
  ageBands,
  callEndings,
  modes,
  partnerKinds,
  presentingProblems,
  riskAnswers,
  sessionEndings,
} from '../codes.ts'

/** What people called about, and how it went: counted only in releases, and never exactly. */
export const guarded = ['problem', 'riskAnswer', 'ageBand', 'ending', 'territory'] as const

/** By what means and by whose counselors: operations counts tell as much, so releases count it exactly. */
export const open = ['mode', 'partnerKind'] as const

export type Guarded = (typeof guarded)[number]
export type Attribute = Guarded | (typeof open)[number]

/** The pairs that a month and a quarter show crossed, and no others. The first of each is guarded. */
export const pairs = [
  ['problem', 'riskAnswer'],
  ['problem', 'ageBand'],
  ['riskAnswer', 'ageBand'],
  ['riskAnswer', 'mode'],
  ['problem', 'partnerKind'],
] as const satisfies readonly (readonly [Guarded, Attribute])[]

/** The hotline itself as a mode, beside those of booked sessions; what cannot be told any more is `unknown`. */
export const releaseModes = ['hotline', ...modes, 'unknown'] as const

/** A place that nobody noted, a partner or mode whose mark could not be opened. */
export const unknown = 'unknown'

/** Every code of each attribute, in the order of the house; `places` are the places that a release tells apart. */
export function codeLists(places: readonly string[]): Record<Attribute, readonly string[]> {
  return {
    problem: presentingProblems,
    riskAnswer: riskAnswers,
    ageBand: ageBands,
    ending: [...new Set([...callEndings, ...sessionEndings])],
    territory: [...places, unknown],
    mode: releaseModes,
    partnerKind: [...partnerKinds, unknown],
  }
}

/** One contact as releases count it: its part of the month (-1 for days outside every released week) and its codes. */
export type CountedContact = {
  part: number
  /** Whose counselor took it; null when its mark could not be opened. */
  partner: string | null
  codes: Record<Attribute, readonly string[]>
}
