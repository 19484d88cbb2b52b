import type { ContactClass } from '../routing-terms.ts'

/** One day's calls by the day they came in; `inTime` were answered within the target's seconds, `waited` found nobody at once. */
export type DayOfCalls = {
  received: number
  answered: number
  inTime: number
  abandoned: number
  waited: number
  /** Waits of all who were answered or hung up, in seconds. */
  waitSeconds: number
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

/** The contacts of one kind. */
export type KindOfContact = Omit<DayOfCalls, 'waited'> & { promised: number; longestSeconds: number }

/** What a simulation counts as it goes. */
export type Findings = {
  days: DayOfCalls[]
  /** How often each whole second of waiting led to an answer. */
  waits: Map<number, number>
  sessions: SessionCounts
  callBacks: CallBackCounts
  /** By class at the first call, and by language. */
  classes: Map<ContactClass, KindOfContact>
  languages: Map<string, KindOfContact>
  /** Calls that waited for so long that the number of the province was told. */
  toldProvince: number
  /** Shifts to which nobody came. */
  absent: number
  /** Calls for which, at some moment, nobody was left to ask. */
  stranded: number
  offers: number
  /** Time on duty and in calls and wrap-up, in milliseconds, and calls taken; one for each counselor. */
  load: { onDuty: number; busy: number; calls: number }[]
}

/** Findings of nothing yet. */
export function noFindings(days: number, people: number): Findings {
  return {
    days: Array.from({ length: days }, () => ({
      received: 0,
      answered: 0,
      inTime: 0,
      abandoned: 0,
      waited: 0,
      waitSeconds: 0,
    })),
    waits: new Map(),
    sessions: { canceled: 0, noShow: 0, onTime: 0, late: 0, lost: 0, handedOn: 0, told: 0 },
    callBacks: { promised: 0, kept: 0, unreached: 0, forgotten: 0, attempts: 0, minutes: new Map() },
    classes: new Map(),
    languages: new Map(),
    toldProvince: 0,
    absent: 0,
    stranded: 0,
    offers: 0,
    load: Array.from({ length: people }, () => ({ onDuty: 0, busy: 0, calls: 0 })),
  }
}

/** The day on which a caller called. */
export function dayOf(findings: Findings, calledAt: number): DayOfCalls {
  return findings.days[Math.floor(calledAt / 86_400_000)]!
}

/** Counts one under a key. */
export function countIn(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** The counts of one kind, from nothing the first time. */
export function kindIn<Kind>(kinds: Map<Kind, KindOfContact>, kind: Kind): KindOfContact {
  const known = kinds.get(kind)
  if (known) return known
  const fresh = {
    received: 0,
    answered: 0,
    inTime: 0,
    abandoned: 0,
    waitSeconds: 0,
    promised: 0,
    longestSeconds: 0,
  }
  kinds.set(kind, fresh)
  return fresh
}
