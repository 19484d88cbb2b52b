import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { dayAfter } from '../domain/days.ts'
import { makeWayMinutes } from '../domain/make-way-minutes.ts'
import { longestOverrunMinutes } from '../domain/routing.ts'
import { dayStart, localDay } from '../domain/time.ts'

/**
 * The earliest instant after now at which a tick would change something: an offer expires, a letter or a reminder of a shift comes due, the
 * time around a booked session begins or ends (for a counselor who is free in between gets calls), a call may have run
 * into one, somebody's rest ends, a contact reaches further, or the local day ends. For a clock that jumps instead of running; what is due already is the business of a tick now.
 */
export async function nextDue(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<Date> {
  const now = deps.now()
  const { TIME_ZONE: zone, GUARD_MINUTES: guard } = deps.config
  const { SHIFT_REMINDER_HOURS: remind } = deps.config
  const { WIDEN_CITY_MINUTES: city, WIDEN_PARTNERS_MINUTES: partners } = deps.config
  const midnight = dayStart(dayAfter(localDay(now, zone), 1), zone)
  const [found] = await rows<{ at: Date | null }>(
    deps.db,
    sql`select min(at) as at from (
          select min(expires_at) as at from offers where state = 'pending' and expires_at > ${now}
          union all
          select min(due_at) from letters
            where sent_at is null and withdrawn_at is null and refused_at is null and due_at > ${now}
          union all
          select min(starts_at) - make_interval(mins => ${guard}) from bookings
            where canceled_at is null and closed_at is null
              and starts_at > ${now}::timestamptz + make_interval(mins => ${guard})
          union all
          select min(starts_at) - make_interval(mins => ${makeWayMinutes}) from bookings
            where canceled_at is null and closed_at is null
              and starts_at > ${now}::timestamptz + make_interval(mins => ${makeWayMinutes})
          union all
          select min(ends_at) + make_interval(mins => ${longestOverrunMinutes}) from bookings
            where canceled_at is null and closed_at is null
              and ends_at > ${now}::timestamptz - make_interval(mins => ${longestOverrunMinutes})
          union all
          select min(starts_at) - make_interval(hours => ${remind}) from shifts
            where canceled_at is null and starts_at > ${now}::timestamptz + make_interval(hours => ${remind})
          union all
          select min(rest_until) from duties where ended_at is null and rest_until > ${now}
          union all
          select min(queued_at + make_interval(mins => widens)) from calls, unnest(array[${city}, ${partners}]::int[]) widens
            where state = 'waiting' and queued_at + make_interval(mins => widens) > ${now}
        ) due`,
  )
  return found?.at && found.at < midnight ? found.at : midnight
}
