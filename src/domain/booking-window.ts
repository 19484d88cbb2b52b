import { type Day, eachDay } from './days.ts'
import type { Search, Wish } from './slots.ts'
import { localDay, stretchesOfDay } from './time.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** The settings that say which times can be booked. */
export type BookingRules = {
  TIME_ZONE: string
  SESSION_MINUTES: number
  GRID_MINUTES: number
  BOOKING_NOTICE_MINUTES: number
  BOOKING_DAYS: number
}

/** The first and the last moment at which a session that is booked now may start. */
export function bookingWindow(rules: BookingRules, now: Date): { first: Date; last: Date } {
  return {
    first: new Date(now.getTime() + rules.BOOKING_NOTICE_MINUTES * minute),
    last: new Date(now.getTime() + rules.BOOKING_DAYS * day),
  }
}

/** Where to look for starts in [from, to), never outside the booking window. */
export function bookingSearch(rules: BookingRules, now: Date, from: Date, to: Date, wish: Wish): Search {
  const { first, last } = bookingWindow(rules, now)
  const start = Math.max(from.getTime(), first.getTime())
  const end = Math.max(start, Math.min(to.getTime(), last.getTime() + 1))
  const zone = rules.TIME_ZONE
  const days: Day[] = eachDay({ from: localDay(new Date(start), zone), to: localDay(new Date(end), zone) })
  return {
    ...wish,
    stretches: days.flatMap(day => stretchesOfDay(day, zone)),
    from: start,
    to: end,
    notBefore: first.getTime(),
    sessionMinutes: rules.SESSION_MINUTES,
    gridMinutes: rules.GRID_MINUTES,
  }
}

/** The `count` times that start closest to an instant, in order of time; of two as close, the earlier. */
export function nearestOf<Time extends { startsAt: Date }>(
  open: readonly Time[],
  around: Date,
  count: number,
): Time[] {
  const at = ({ startsAt }: Time) => startsAt.getTime()
  const distance = (time: Time) => Math.abs(at(time) - around.getTime())
  return [...open]
    .sort((a, b) => distance(a) - distance(b) || at(a) - at(b))
    .slice(0, count)
    .sort((a, b) => at(a) - at(b))
}
