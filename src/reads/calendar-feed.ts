import { and, asc, eq, gt, isNull, lt } from 'drizzle-orm'
import { shifts } from '../db/schema/duty.ts'
import { people } from '../db/schema/people.ts'
import { calendarFeeds } from '../db/schema/roster.ts'
import type { Deps } from '../deps.ts'
import type { CounselorActor } from '../domain/actor.ts'
import type { PageLocale } from '../domain/codes.ts'

/** What a calendar reads: the language of its entries, and the shifts, each by its id. */
export type CalendarFeed = { locale: PageLocale; shifts: { id: string; startsAt: Date; endsAt: Date }[] }

const dayMs = 86_400_000

/** The shifts behind an address, a week back and 90 days ahead; undefined once it is revoked or its person has left. */
export async function calendarFeed(
  deps: Pick<Deps, 'db' | 'now'>,
  tokenTag: string,
): Promise<CalendarFeed | undefined> {
  const now = deps.now().getTime()
  const [feed] = await deps.db
    .select({ personId: calendarFeeds.personId, locale: calendarFeeds.locale })
    .from(calendarFeeds)
    .innerJoin(people, eq(people.id, calendarFeeds.personId))
    .where(
      and(eq(calendarFeeds.tokenTag, tokenTag), isNull(calendarFeeds.revokedAt), isNull(people.retiredAt)),
    )
  if (!feed) return undefined
  const found = await deps.db
    .select({ id: shifts.id, startsAt: shifts.startsAt, endsAt: shifts.endsAt })
    .from(shifts)
    .where(
      and(
        eq(shifts.counselorId, feed.personId),
        isNull(shifts.canceledAt),
        gt(shifts.endsAt, new Date(now - 7 * dayMs)),
        lt(shifts.startsAt, new Date(now + 90 * dayMs)),
      ),
    )
    .orderBy(asc(shifts.startsAt))
  return { locale: feed.locale as PageLocale, shifts: found }
}

/** Since when a counselor's calendar has an address; null without one. */
export async function calendarFeedSince(
  { db }: Pick<Deps, 'db'>,
  { personId }: CounselorActor,
): Promise<Date | null> {
  const [feed] = await db
    .select({ madeAt: calendarFeeds.madeAt })
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.personId, personId), isNull(calendarFeeds.revokedAt)))
  return feed?.madeAt ?? null
}
