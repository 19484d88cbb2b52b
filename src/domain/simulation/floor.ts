import type { BookedSession } from './booked-sessions.ts'
import type { Caller } from './callers.ts'
import type { Counselor } from './counselors.ts'
import type { Dice } from './dice.ts'
import type { Findings } from './findings.ts'
import type { SimulatedLine } from './line.ts'
import type { Timeline } from './timeline.ts'

/** Those who answer together: whoever is on duty, and whoever waits for them, by id. */
export type Pool = { people: Counselor[]; waiting: Map<string, Caller> }

/** The room in which a simulation plays: its clock, its people, and one round of putting callers to counselors. */
export type Floor = {
  now: Date
  line: SimulatedLine
  /** The rules of the way that is simulated. */
  rules: SimulatedLine['rules']
  staff: readonly Counselor[]
  /** The longest wait that still counts as in time, in seconds. */
  withinSeconds: number
  findings: Findings
  habits: Dice
  /** Who leaves their page, and when; dice of their own, so that everything else stays as it was. */
  absences: Dice
  timeline: Timeline
  /** Plans the beginning of a session, and whatever the way does before it. */
  announce: (person: Counselor, session: BookedSession) => void
  poolOf: (whom: { partner: number }) => Pool
  /** Puts callers who wait to counselors who are free, in the way that is simulated. */
  round: (pool: Pool) => void
}

/** Plans something so many milliseconds from now; at once, without a place in the timeline, where that is zero. */
export function after({ timeline, now }: Floor, wait: number, act: () => void): void {
  if (wait <= 0) act()
  else timeline.plan(now.getTime() + wait, act)
}

/** An even spread of 0 to twice a mean. */
export function around(mean: number, { even }: Dice): number {
  return mean === 0 ? 0 : mean * 2 * even()
}
