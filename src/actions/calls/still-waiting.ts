import { type SQL, sql } from 'drizzle-orm'
import type { Blank } from '../../db/wording.ts'
import type { Deps } from '../../deps.ts'
import { clockSkewMinutes, longestWaitHours } from '../../domain/routing.ts'
import { localDay } from '../../domain/time.ts'

/** What tells rows that can still be waiting: between which arrivals, the local day, and how many at most (null: all). */
export type WaitingBounds = { earliest: Date; latest: Date; today: string; most: null }

/** The bounds of an instant. */
export function waitingBounds({ config }: Pick<Deps, 'config'>, now: Date): WaitingBounds {
  return {
    earliest: earliestArrival(now),
    latest: latestArrival(now),
    today: localDay(now, config.TIME_ZONE),
    most: null,
  }
}

/**
 * These columns of the rows of `calls` that wait and can still be waiting: calls of the last twelve hours, and call-backs whose number
 * is not forgotten. What lies ahead of `now` belongs to another time: a replay plays the past beside a present.
 */
export function stillWaiting(columns: SQL, value: Blank<WaitingBounds>): SQL {
  // In order and with a bound that is told later, so that PostgreSQL walks along the index of those who wait. It marks what
  // it finds there to be gone; a bitmap of it does not, and would visit every call since the last vacuum, each time anew.
  return sql`select ${columns} from calls where state = 'waiting' and arrived_at <= ${value('latest')}
    and case when channel = 'callback' then forget_on is null or forget_on >= ${value('today')}
        else arrived_at > ${value('earliest')} end
    order by queued_at limit ${value('most')}`
}

/** Those that wait and no longer can: nobody stays on the line for so long, or there is no number to call back. */
export function waitingInVain({ config }: Pick<Deps, 'config'>, now: Date): SQL {
  return sql`state = 'waiting'
    and case when channel = 'callback' then forget_on < ${localDay(now, config.TIME_ZONE)}
        else arrived_at <= ${earliestArrival(now).toISOString()} end`
}

/** A call that came before this has long been given up, though nobody told us. */
export function earliestArrival(now: Date): Date {
  return new Date(now.getTime() - longestWaitHours * 3_600_000)
}

/** What began after this began in another time; what is a little ahead began on a machine whose clock is. */
export function latestArrival(now: Date): Date {
  return new Date(now.getTime() + clockSkewMinutes * 60_000)
}
