import { type ContactClass, contactClasses } from '../routing-terms.ts'
import type { CallCounts, Findings, SessionCounts } from './findings.ts'

/** The least, the mean and the most among counselors. */
export type Spread = { least: number; mean: number; most: number }

/** What came of a simulation. Shares are of all calls (0 to 1), waits of answered calls in seconds, null where nothing was. */
export type Summary = {
  received: number
  inTimeShare: number | null
  answeredShare: number | null
  abandonedShare: number | null
  /** Left a number instead of hanging up. */
  promisedShare: number | null
  strandedShare: number | null
  /** Waited until the number of the province was told. */
  toldProvinceShare: number | null
  medianWait: number | null
  p90Wait: number | null
  /** Calls of each counselor in an hour on duty. */
  callsAnHour: Spread
  /** Share of the time on duty in calls, wrap-up and sessions. */
  busy: Spread
  sessions: SessionCounts
  /** Sessions held, on time or late, of those to which the caller came. */
  keptShare: number | null
  callBacks: CallBackSummary
  /** Shifts to which nobody came. */
  absent: number
  /** How often somebody on duty left their page without saying so. */
  gone: number
  classes: Partial<Record<ContactClass, KindSummary>>
  languages: Record<string, KindSummary>
}

/** Numbers left, and what came of them; shares are of those promised, minutes until somebody was reached. */
export type CallBackSummary = {
  promised: number
  keptShare: number | null
  unreachedShare: number | null
  forgottenShare: number | null
  attempts: number
  medianMinutes: number | null
  p90Minutes: number | null
}

/** Calls of one class or language; the mean wait is that of those who were answered or hung up, in seconds. */
export type KindSummary = {
  received: number
  inTimeShare: number | null
  answeredShare: number | null
  promisedShare: number | null
  meanWait: number | null
  longestWait: number
}

/** The findings as the figures that people ask for. */
export function summaryOf(findings: Findings): Summary {
  const { days, waits, sessions, stranded, toldProvince, absent, gone, load } = findings
  const sum = (figure: keyof CallCounts) => days.reduce((all, day) => all + day[figure], 0)
  const received = sum('received')
  const worked = load.filter(({ onDuty }) => onDuty > 0)
  const came = sessions.onTime + sessions.late + sessions.lost
  return {
    received,
    inTimeShare: share(sum('inTime'), received),
    answeredShare: share(sum('answered'), received),
    abandonedShare: share(sum('abandoned'), received),
    promisedShare: share(sum('promised'), received),
    strandedShare: share(stranded, received),
    toldProvinceShare: share(toldProvince, received),
    medianWait: quantileOf(waits, 0.5),
    p90Wait: quantileOf(waits, 0.9),
    callsAnHour: spreadOf(worked.map(({ calls, onDuty }) => (calls * 3_600_000) / onDuty)),
    busy: spreadOf(worked.map(({ busy, onDuty }) => busy / onDuty)),
    sessions,
    keptShare: share(sessions.onTime + sessions.late, came),
    callBacks: callBackSummary(findings),
    absent,
    gone,
    classes: kindsOf(findings.classes, contactClasses),
    languages: kindsOf(findings.languages, [...findings.languages.keys()].sort()),
  }
}

function callBackSummary({ callBacks }: Findings): CallBackSummary {
  const { promised, kept, unreached, forgotten, attempts, minutes } = callBacks
  return {
    promised,
    keptShare: share(kept, promised),
    unreachedShare: share(unreached, promised),
    forgottenShare: share(forgotten, promised),
    attempts,
    medianMinutes: quantileOf(minutes, 0.5),
    p90Minutes: quantileOf(minutes, 0.9),
  }
}

/** Those that occurred, in the order given. */
function kindsOf<Kind extends string>(found: ReadonlyMap<Kind, CallCounts>, order: readonly Kind[]) {
  const kinds = order.flatMap(kind => {
    const counts = found.get(kind)
    return counts ? [[kind, kindSummary(counts)] as const] : []
  })
  return Object.fromEntries(kinds) as Record<Kind, KindSummary>
}

function kindSummary(counts: CallCounts): KindSummary {
  const { received, inTime, answered, abandoned, promised, waitSeconds, longestSeconds } = counts
  return {
    received,
    inTimeShare: share(inTime, received),
    answeredShare: share(answered, received),
    promisedShare: share(promised, received),
    meanWait: share(waitSeconds, answered + abandoned),
    longestWait: longestSeconds,
  }
}

/** The shortest wait within which this part of them was over. */
function quantileOf(waits: ReadonlyMap<number, number>, part: number) {
  const all = [...waits.values()].reduce((sum, count) => sum + count, 0)
  let passed = 0
  for (const [seconds, count] of [...waits].sort(([a], [b]) => a - b)) {
    passed += count
    if (passed >= part * all) return seconds
  }
  return null
}

function share(part: number, whole: number) {
  return whole === 0 ? null : part / whole
}

function spreadOf(values: number[]): Spread {
  if (values.length === 0) return { least: 0, mean: 0, most: 0 }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { least: Math.min(...values), mean, most: Math.max(...values) }
}
