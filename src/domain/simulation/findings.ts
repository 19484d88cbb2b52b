import type { ContactClass } from '../routing-terms.ts'

/**
 * Calls of one day (the one on which they came in), class or language; `inTime` were answered within the target's
 * seconds, `promised` left a number instead, `waited` found nobody at once.
 */
export type CallCounts = {
  received: number
  answered: number
  inTime: number
  abandoned: number
  promised: number
  waited: number
  /** Waits of all who were answered or hung up, and the longest of those who left a number too, in seconds. */
  waitSeconds: number
  longestSeconds: number
}

/**
 * Sessions: canceled before they were due, nobody came, begun on time (within five minutes), begun late, or given up as
 * too late or without a counselor; `handedOn` of them went to another counselor before, of `told` the caller heard that
 * it may begin late.
 */
export type SessionCounts = {
  canceled: number
  noShow: number
  onTime: number
  late: number
  lost: number
  handedOn: number
  told: number
}

/** Numbers left: promised, reached in the end, never reached, and forgotten before anybody could try; minutes until reached. */
export type CallBackCounts = {
  promised: number
  kept: number
  unreached: number
  forgotten: number
  attempts: number
  minutes: Map<number, number>
}

/** What a simulation counts as it goes. */
export type Findings = {
  days: CallCounts[]
  /** How often each whole second of waiting led to an answer. */
  waits: Map<number, number>
  sessions: SessionCounts
  callBacks: CallBackCounts
  /** By class at the first call, and by language. */
  classes: Map<ContactClass, CallCounts>
  languages: Map<string, CallCounts>
  /** Calls that waited for so long that the number of the province was told. */
  toldProvince: number
  /** Shifts to which nobody came. */
  absent: number
  /** How often somebody on duty left their page without saying so. */
  gone: number
  /** Calls for which, at some moment, nobody was left to ask. */
  stranded: number
  offers: number
  /** Time on duty and in calls and wrap-up, in milliseconds, and calls taken; one for each counselor. */
  load: { onDuty: number; busy: number; calls: number }[]
}

/** Findings of nothing yet. */
export function noFindings(days: number, people: number): Findings {
  return {
    days: Array.from({ length: days }, noCalls),
    waits: new Map(),
    sessions: { canceled: 0, noShow: 0, onTime: 0, late: 0, lost: 0, handedOn: 0, told: 0 },
    callBacks: { promised: 0, kept: 0, unreached: 0, forgotten: 0, attempts: 0, minutes: new Map() },
    classes: new Map(),
    languages: new Map(),
    toldProvince: 0,
    absent: 0,
    gone: 0,
    stranded: 0,
    offers: 0,
    load: Array.from({ length: people }, () => ({ onDuty: 0, busy: 0, calls: 0 })),
  }
}

/** Where a call is counted: under its day, its class and its language. */
export function countsOf(
  { days, classes, languages }: Findings,
  call: { calledAt: number; class: ContactClass; language: string },
): CallCounts[] {
  return [
    days[Math.floor(call.calledAt / 86_400_000)]!,
    kindIn(classes, call.class),
    kindIn(languages, call.language),
  ]
}

/** Counts one under a key. */
export function countIn(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function kindIn<Kind>(kinds: Map<Kind, CallCounts>, kind: Kind): CallCounts {
  const known = kinds.get(kind) ?? noCalls()
  kinds.set(kind, known)
  return known
}

function noCalls(): CallCounts {
  return {
    received: 0,
    answered: 0,
    inTime: 0,
    abandoned: 0,
    promised: 0,
    waited: 0,
    waitSeconds: 0,
    longestSeconds: 0,
  }
}
