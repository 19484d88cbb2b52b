import { type Day, dayAfter } from './days.ts'
import { type Requirement, requirements, type Standings } from './routing-terms.ts'
import { dayStart } from './time.ts'

/** The last day on which each thing that work requires is in force; null for no end. */
export type LastDays = Record<Requirement, Day | null>

/**
 * The first instant at which something that sessions and calls require is no longer in force, in epoch milliseconds:
 * the start of the day after the first last day, in the zone of the service; undefined while nothing ends.
 */
export function lapsesAt(lastDays: LastDays, zone: string): number | undefined {
  const ends = requirements.flatMap(requirement => lastDays[requirement] ?? []).sort()
  const [first] = ends
  return first === undefined ? undefined : dayStart(dayAfter(first, 1), zone).getTime()
}

/** Whether everything that work requires is in force up to an instant in epoch milliseconds. */
export function isInForceUntil({ inForceUntil }: Standings, endsAt: number): boolean {
  return requirements.every(requirement => {
    const until = inForceUntil?.[requirement]
    return !until || until.getTime() >= endsAt
  })
}
