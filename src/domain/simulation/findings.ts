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
 * Sessions that were due: nobody came, begun on time (within five minutes), begun late, or given up as too late;
 * `handedOn` of them went to another counselor before.
 */
export type SessionCounts = { noShow: number; onTime: number; late: number; lost: number; handedOn: number }

/** What a simulation counts as it goes. */
export type Findings = {
  days: DayOfCalls[]
  /** How often each whole second of waiting led to an answer. */
  waits: Map<number, number>
  sessions: SessionCounts
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
    sessions: { noShow: 0, onTime: 0, late: 0, lost: 0, handedOn: 0 },
    stranded: 0,
    offers: 0,
    load: Array.from({ length: people }, () => ({ onDuty: 0, busy: 0, calls: 0 })),
  }
}

/** The day on which a caller called. */
export function dayOf(findings: Findings, calledAt: number): DayOfCalls {
  return findings.days[Math.floor(calledAt / 86_400_000)]!
}
