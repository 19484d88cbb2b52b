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

/**
 * The `count` open times closest to an instant, in order of time; looks three days around first, then everywhere. It
 * looks at whole days, so that a `look` which many share serves all who ask about one of them.
 */
export async function nearestOpenTimes(
  deps: Asking,
  around: Date,
  count: number,
  wish: AskedBy = {},
  look: (asked: AskedBy & { from: Date; to: Date }) => Promise<BookableTime[]> = asked =>
    openTimes(deps, asked),
): Promise<BookableTime[]> {
  const within = (from: number, to: number) => look({ ...wish, from: new Date(from), to: new Date(to) })
  const dayOf = (at: Date) => Math.floor(at.getTime() / day) * day
  const days = await within(dayOf(around) - 3 * day, dayOf(around) + 4 * day)
  const close = days.filter(({ startsAt }) => Math.abs(startsAt.getTime() - around.getTime()) < 3 * day)
  const today = dayOf(deps.now())
  const found = close.length >= count ? close : await within(today, today + 400 * day)
  return nearestOf(found, around, count)
}
