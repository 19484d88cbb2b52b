import { eq, gt } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { coveredHours } from '../../db/covered-hours.ts'
import { letters } from '../../db/schema/bookings.ts'
import { people } from '../../db/schema/people.ts'
import { uncoveredWarnings } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { dayAfter } from '../../domain/days.ts'
import { localDay } from '../../domain/time.ts'
import { blocksOf, hoursToWarnOf } from '../../domain/uncovered-blocks.ts'
import { reachable, rosterLetter } from './roster-letter.ts'

/**
 * Promises every coordinator with a mail address a letter for each block of hours that will begin within a day and in
 * which a language that is needed has nobody: once for each hour, whoever looks how often. Returns how many blocks.
 */
export async function warnOfUncovered(deps: Deps, actor: SystemActor): Promise<number> {
  const now = deps.now()
  const today = localDay(now, deps.config.TIME_ZONE)
  // The third day lets a night that begins tomorrow be told of whole.
  const hours = hoursToWarnOf(
    await coveredHours(deps, { from: today, to: dayAfter(today, 2) }),
    now.getTime(),
  )
  if (hours.length === 0) return 0
  const known = await deps.db.select().from(uncoveredWarnings).where(gt(uncoveredWarnings.hourStartsAt, now))
  const told = new Set(known.map(({ hourStartsAt }) => hourStartsAt.getTime()))
  const fresh = hours.filter(({ startsAt }) => !told.has(startsAt))
  if (fresh.length === 0) return 0
  const coordinators = await reachable(deps, eq(people.role, 'coordinator'))

  return change(deps, actor, 'warn of uncovered hours', async tx => {
    const taken = await tx
      .insert(uncoveredWarnings)
      .values(fresh.map(({ startsAt }) => ({ hourStartsAt: new Date(startsAt), warnedAt: now })))
      .onConflictDoNothing()
      .returning()
    const mine = new Set(taken.map(({ hourStartsAt }) => hourStartsAt.getTime()))
    const blocks = blocksOf(fresh.filter(({ startsAt }) => mine.has(startsAt)))
    const promised = await Promise.all(
      blocks.flatMap(block =>
        coordinators.map(coordinator =>
          rosterLetter(deps, coordinator, 'uncoveredHours', {
            startsAt: new Date(block.startsAt),
            endsAt: new Date(block.endsAt),
          }),
        ),
      ),
    )
    if (promised.length > 0) await tx.insert(letters).values(promised)
    return blocks.length
  })
}
