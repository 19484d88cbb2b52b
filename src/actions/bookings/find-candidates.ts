import { sql } from 'drizzle-orm'
import { rows } from '../../db/connect.ts'
import { nearestOpenTimes } from '../../db/open-times.ts'
import { poolBetween } from '../../db/pool-between.ts'
import { bookings } from '../../db/schema/bookings.ts'
import type { Deps } from '../../deps.ts'
import { bookingSearch, bookingWindow } from '../../domain/booking-window.ts'
import { inOrderOfChoice } from '../../domain/choose-counselor.ts'
import type { Mode } from '../../domain/codes.ts'
import { dayAfter, weekOf } from '../../domain/days.ts'
import { Problem } from '../../domain/problem.ts'
import { freeCounselors, openTimes } from '../../domain/slots.ts'
import { dayStart, isoWithOffset, localDay } from '../../domain/time.ts'

/** A session somebody asks for; `withoutPartner` is a partner's code, `except` a booking that gives its time up. */
export type Asked = {
  startsAt: Date
  language: string
  mode: Mode
  withoutPartner?: string
  except?: string
}

/**
 * Who could hold a session, whom to ask first in front. Throws `slot_too_soon` inside the notice, `slot_not_open` where
 * no start of the grid lies in a shift of somebody who fits, and `slot_taken` when all who do are taken.
 */
export async function findCandidates(deps: Deps, asked: Asked): Promise<string[]> {
  const { startsAt, except } = asked
  const now = deps.now()
  const { first, last } = bookingWindow(deps.config, now)
  if (startsAt < first) throw new Problem('slot_too_soon')
  if (startsAt > last) throw new Problem('slot_not_open')

  const endsAt = new Date(startsAt.getTime() + deps.config.SESSION_MINUTES * 60_000)
  const pool = await poolBetween(deps.db, startsAt, endsAt, except)
  const wish = { language: asked.language, mode: asked.mode, withoutPartner: asked.withoutPartner }
  const search = bookingSearch(deps.config, now, startsAt, new Date(startsAt.getTime() + 1), wish)
  if (openTimes({ ...pool, busy: [] }, search).length === 0) throw new Problem('slot_not_open')

  const interval = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() }
  const free = freeCounselors(pool, interval, wish)
  if (free.length === 0) throw new Problem('slot_taken')
  const load = await loadOf(deps, free, startsAt)
  return inOrderOfChoice(
    free.map(id => ({ id, sessionsThatWeek: 0, ...load.find(({ counselorId }) => counselorId === id) })),
  )
}

/** Runs work that may find the time taken, and gives its `slot_taken` the open times closest to the one asked for. */
export async function orNearest<T>(deps: Deps, asked: Asked, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'slot_taken') throw error
    const { language, mode, withoutPartner } = asked
    const open = await nearestOpenTimes(deps, asked.startsAt, 5, { language, mode, withoutPartner })
    const zone = deps.config.TIME_ZONE
    throw new Problem('slot_taken', {
      openTimes: open.map(time => ({
        startsAt: isoWithOffset(time.startsAt, zone),
        endsAt: isoWithOffset(time.endsAt, zone),
      })),
    })
  }
}

/** Asked of each by the index of their own sessions, so that it costs the same however many there ever were. */
function loadOf({ db, config }: Pick<Deps, 'db' | 'config'>, counselors: string[], startsAt: Date) {
  const zone = config.TIME_ZONE
  const week = weekOf(localDay(startsAt, zone))
  const [from, to] = [dayStart(week.from, zone), dayStart(dayAfter(week.to, 1), zone)]
  const theirs = sql`from ${bookings} b where b.counselor_id = c.id and b.canceled_at is null`
  return rows<{ counselorId: string; sessionsThatWeek: number; lastSessionAt: Date | null }>(
    db,
    sql`select c.id as "counselorId",
          (select count(*) ${theirs} and b.starts_at >= ${from} and b.starts_at < ${to}) as "sessionsThatWeek",
          (select max(b.starts_at) ${theirs} and b.starts_at < ${startsAt}) as "lastSessionAt"
        from unnest(${`{${counselors.join(',')}}`}::uuid[]) c(id)`,
  )
}
