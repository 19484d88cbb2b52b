import { coveredHours } from '../db/covered-hours.ts'
import type { Deps } from '../deps.ts'
import { dayAfter } from '../domain/days.ts'
import type { Interval } from '../domain/intervals.ts'
import { localDay } from '../domain/time.ts'
import { blocksOf, warnAheadMs } from '../domain/uncovered-blocks.ts'

/** The stretches of the next 24 hours in which a language that is needed has nobody. */
export async function uncoveredSoon(deps: Pick<Deps, 'db' | 'config' | 'now'>): Promise<Interval[]> {
  const now = deps.now().getTime()
  const today = localDay(deps.now(), deps.config.TIME_ZONE)
  const hours = await coveredHours(deps, { from: today, to: dayAfter(today, 1) })
  return blocksOf(
    hours.filter(
      ({ coverage, startsAt, endsAt }) =>
        coverage === 'uncovered' && endsAt > now && startsAt < now + warnAheadMs,
    ),
  )
}
