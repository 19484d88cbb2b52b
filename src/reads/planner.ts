import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { leastAtOnce } from '../domain/coverage.ts'
import { type Day, dayAfter, dayOfWeek, daysBetween, weekOf } from '../domain/days.ts'
import type { SeatsPlanned } from '../domain/seat-plan.ts'
import { dayStart, localDay } from '../domain/time.ts'
import { countedSpan, operationsCounts } from './operations-counts.ts'
import { shiftsBetween } from './shifts-between.ts'
import { weekRoster } from './week-roster.ts'

/**
 * What the last weeks tell a plan; calls an hour are null where there were too few to tell, and so are minutes, and how
 * many times the calls of a mean day each weekday has (Monday first).
 */
export type PlanBasis = {
  calls: number
  days: number
  callsByHour: number[] | null
  byWeekday: number[] | null
  handlingMinutes: number | null
}

const lookBackDays = 28
/** Fewer calls, or conversations, say nothing about an hour of the day. */
const fewestCalls = 50
/** Fewer weeks say nothing of a weekday, and fewer calls of each even less. */
const fewestDays = 14
const fewestOfWeek = 200
const fewestHandled = 10

/** Calls by hour of the day and the mean handling time of the last four weeks, today left out, or of all days there are. */
export async function planBasis(deps: Pick<Deps, 'db' | 'config' | 'now'>): Promise<PlanBasis> {
  const zone = deps.config.TIME_ZONE
  const today = localDay(deps.now(), zone)
  const span = { from: dayAfter(today, -lookBackDays), to: dayAfter(today, -1) }
  const [hours, perDay, counted, [handled]] = await Promise.all([
    operationsCounts(deps, { ...span, by: 'hour' }),
    operationsCounts(deps, { ...span, by: 'day' }),
    countedSpan(deps),
    rows<{ seconds: number | null; count: number }>(
      deps.db,
      sql`select avg(amount)::float8 as seconds, count(*) as count from tallies
          where measure = 'call_handled' and at >= ${dayStart(span.from, zone)} and at < ${dayStart(today, zone)}`,
    ),
  ])
  const first = counted && counted.from > span.from ? counted.from : span.from
  const days = Math.max(1, daysBetween(first, today))
  const calls = hours.reduce((sum, { callsReceived }) => sum + callsReceived, 0)
  return {
    calls,
    days,
    callsByHour: calls < fewestCalls ? null : hours.map(({ callsReceived }) => callsReceived / days),
    byWeekday: calls < fewestOfWeek || days < fewestDays ? null : sharesOfWeek(perDay.slice(-days)),
    handlingMinutes: handled?.seconds && handled.count >= fewestHandled ? handled.seconds / 60 : null,
  }
}

/** How many times the calls of a mean day each weekday had; of weekdays counted as often as they occurred. */
function sharesOfWeek(perDay: readonly { key: Day; callsReceived: number }[]): number[] {
  const mean = (days: typeof perDay) =>
    days.reduce((sum, { callsReceived }) => sum + callsReceived, 0) / days.length
  return [1, 2, 3, 4, 5, 6, 7].map(
    weekday => mean(perDay.filter(({ key }) => dayOfWeek(key) === weekday)) / mean(perDay),
  )
}

/** Seats planned in every hour of the week that a day lies in, at the least-covered moment, and of them each partner's. */
export async function seatsOfWeek(deps: Pick<Deps, 'db' | 'config'>, day: Day): Promise<SeatsPlanned[]> {
  const zone = deps.config.TIME_ZONE
  const { from, to } = weekOf(day)
  const [roster, planned] = await Promise.all([
    weekRoster(deps, day),
    shiftsBetween(deps, dayStart(from, zone), dayStart(dayAfter(to, 1), zone)),
  ])
  const ofPartners = [...Map.groupBy(planned, ({ partner }) => partner?.code ?? '').values()].map(shifts =>
    shifts.map(({ startsAt, endsAt }) => ({ startsAt: startsAt.getTime(), endsAt: endsAt.getTime() })),
  )
  return roster.flatMap(({ day, hours }) =>
    hours.map(({ hour, startsAt, endsAt, planned }) => ({
      day,
      hour,
      seats: planned,
      ofPartners: ofPartners
        .map(shifts => leastAtOnce({ startsAt, endsAt }, shifts))
        .filter(seats => seats > 0),
    })),
  )
}
