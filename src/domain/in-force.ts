import { type Day, dayAfter } from './days.ts'
import { requirements, type Standings } from './routing-terms.ts'
import { dayStart } from './time.ts'

/**
 * The first instant at which something that sessions and calls require is no longer in force, in epoch milliseconds:
 * the start of the day after the first of their last days, in the zone of the service; undefined where none has an end.
 */
export function lapsesAt(lastDays: readonly (Day | null)[], zone: string): number | undefined {
  const [first] = lastDays.filter(day => day !== null).sort()
  return first === undefined ? undefined : dayStart(dayAfter(first, 1), zone).getTime()
}

/** Whether everything that work requires is in force up to an instant in epoch milliseconds. */
export function isInForceUntil({ inForceUntil }: Standings, endsAt: number): boolean {
  return requirements.every(requirement => {
    const until = inForceUntil?.[requirement]
    return !until || until.getTime() >= endsAt
  })
}
