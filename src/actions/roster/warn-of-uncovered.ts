import { and, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { coveredHours } from '../../db/covered-hours.ts'
import { letters } from '../../db/schema/bookings.ts'
import { people } from '../../db/schema/people.ts'
import { uncoveredWarnings } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { dayAfter } from '../../domain/days.ts'
import type { Interval } from '../../domain/intervals.ts'
import { randomId } from '../../domain/random-id.ts'
import { localDay } from '../../domain/time.ts'
import { blocksOf, hoursToWarnOf } from '../../domain/uncovered-blocks.ts'
import { newMessageId } from '../letters/promise-letters.ts'

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
  const coordinators = await reachable(deps)

  return change(deps, actor, 'warn of uncovered hours', async tx => {
    const taken = await tx
      .insert(uncoveredWarnings)
      .values(fresh.map(({ startsAt }) => ({ hourStartsAt: new Date(startsAt), warnedAt: now })))
      .onConflictDoNothing()
      .returning()
    const mine = new Set(taken.map(({ hourStartsAt }) => hourStartsAt.getTime()))
    const blocks = blocksOf(fresh.filter(({ startsAt }) => mine.has(startsAt)))
    const promised = await Promise.all(
      blocks.flatMap(block => coordinators.map(coordinator => warning(deps, coordinator, block))),
    )
    if (promised.length > 0) await tx.insert(letters).values(promised)
    return blocks.length
  })
}

type Reachable = { id: string; mail: string; locale: string }

/** Coordinators with an address, each with the language of the last letter to them. */
async function reachable({ db }: Pick<Deps, 'db'>): Promise<Reachable[]> {
  const found = await db
    .selectDistinctOn([people.id], { id: people.id, mail: people.mail, locale: letters.locale })
    .from(people)
    .leftJoin(letters, eq(letters.personId, people.id))
    .where(and(eq(people.role, 'coordinator'), isNull(people.retiredAt), isNotNull(people.mail)))
    .orderBy(people.id, desc(letters.dueAt))
  return found.map(({ id, mail, locale }) => ({ id, mail: mail ?? '', locale: locale ?? 'zh-Hans' }))
}

async function warning(deps: Deps, { id: personId, mail, locale }: Reachable, block: Interval) {
  const id = randomId(deps.random(16))
  const endsAt = new Date(block.endsAt)
  const until = dayAfter(localDay(endsAt, deps.config.TIME_ZONE), 1)
  return {
    id,
    kind: 'uncoveredHours',
    locale,
    personId,
    startsAt: new Date(block.startsAt),
    endsAt,
    toSealed: await deps.keys.seal(mail, until, { table: 'letters', row: id, column: 'to_sealed' }),
    messageId: newMessageId(deps.config, deps.random),
    dueAt: deps.now(),
  }
}
