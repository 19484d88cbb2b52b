import type { Deps } from '../deps.ts'
import { bookingSearch, nearestOf } from '../domain/booking-window.ts'
import type { Mode } from '../domain/codes.ts'
import { offeredOnWeb } from '../domain/phone-only.ts'
import { openTimes as openTimesOf, type Wish } from '../domain/slots.ts'
import { poolBetween } from './pool-between.ts'

/** A time that can be booked now; modes and languages are those of everybody who is free then, taken together. */
export type BookableTime = {
  startsAt: Date
  endsAt: Date
  modes: readonly Mode[]
  languages: readonly string[]
}

/** A wish, and whether it came by telephone: then the times that are kept for it are open too. */
export type AskedBy = Wish & { byPhone?: boolean }

type Asking = Pick<Deps, 'db' | 'now' | 'config'>

const day = 24 * 3_600_000

/**
 * The open times of the whole pool that start in [from, to), in order, between now and the notice and the last day that
 * can be booked. `withoutPartner` (a partner's code) leaves its people out.
 */
export async function openTimes(
  deps: Asking,
  { from, to, byPhone, ...wish }: AskedBy & { from: Date; to: Date },
): Promise<BookableTime[]> {
  const { now, config } = deps
  const search = bookingSearch(config, now(), from, to, wish)
  if (search.from === search.to) return []
  const until = new Date(search.to + config.SESSION_MINUTES * 60_000)
  const pool = await poolBetween(deps, new Date(search.from), until)
  const offered = byPhone ? undefined : offeredOnWeb(pool, config)
  return openTimesOf(pool, { ...search, offered }).map(open => ({
    ...open,
    startsAt: new Date(open.startsAt),
    endsAt: new Date(open.endsAt),
  }))
}

/** The `count` open times closest to an instant, in order of time; looks three days around first, then everywhere. */
export async function nearestOpenTimes(
  deps: Asking,
  around: Date,
  count: number,
  wish: AskedBy = {},
): Promise<BookableTime[]> {
  const at = around.getTime()
  const close = await openTimes(deps, { ...wish, from: new Date(at - 3 * day), to: new Date(at + 3 * day) })
  const now = deps.now().getTime()
  const found =
    close.length >= count
      ? close
      : await openTimes(deps, { ...wish, from: new Date(now), to: new Date(now + 400 * day) })
  return nearestOf(found, around, count)
}
