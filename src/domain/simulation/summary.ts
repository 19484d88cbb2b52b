import type { DayOfCalls, Findings, SessionCounts } from './findings.ts'

/** The least, the mean and the most among counselors. */
export type Spread = { least: number; mean: number; most: number }

/** What came of a simulation. Shares are of all calls (0 to 1), waits of answered calls in seconds, null where nothing was. */
export type Summary = {
  received: number
  inTimeShare: number | null
  answeredShare: number | null
  abandonedShare: number | null
  strandedShare: number | null
  medianWait: number | null
  p90Wait: number | null
  /** Calls of each counselor in an hour on duty. */
  callsAnHour: Spread
  /** Share of the time on duty in calls, wrap-up and sessions. */
  busy: Spread
  sessions: SessionCounts
  /** Sessions held, on time or late, of those to which the caller came. */
  keptShare: number | null
}

/** The findings as the figures that people ask for. */
export function summaryOf({ days, waits, sessions, stranded, load }: Findings): Summary {
  const sum = (figure: keyof DayOfCalls) => days.reduce((all, day) => all + day[figure], 0)
  const received = sum('received')
  const worked = load.filter(({ onDuty }) => onDuty > 0)
  const came = sessions.onTime + sessions.late + sessions.lost
  return {
    received,
    inTimeShare: share(sum('inTime'), received),
    answeredShare: share(sum('answered'), received),
    abandonedShare: share(sum('abandoned'), received),
    strandedShare: share(stranded, received),
    medianWait: waitOf(waits, 0.5),
    p90Wait: waitOf(waits, 0.9),
    callsAnHour: spreadOf(worked.map(({ calls, onDuty }) => (calls * 3_600_000) / onDuty)),
    busy: spreadOf(worked.map(({ busy, onDuty }) => busy / onDuty)),
    sessions,
    keptShare: share(sessions.onTime + sessions.late, came),
  }
}

/** The shortest wait within which this part of the answered calls was answered. */
function waitOf(waits: ReadonlyMap<number, number>, part: number) {
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
