import type { Deps } from '../deps.ts'
import { type Coverage, coverageOf, leastAtOnce } from '../domain/coverage.ts'
import { type Day, dayAfter, eachDay, weekOf } from '../domain/days.ts'
import type { Interval } from '../domain/intervals.ts'
import { dayStart, hoursOfDay, localDay } from '../domain/time.ts'
import { type ShiftRow, shiftsBetween } from './shifts-between.ts'

/** One hour of the roster: how many are planned at its least-covered moment. */
export type RosterHour = Interval & { hour: number; planned: number; coverage: Coverage }

/** One day of the roster: its hours (23 to 25), and the shifts that begin in it. */
export type RosterDay = { day: Day; hours: RosterHour[]; shifts: ShiftRow[] }

/** The week, Monday to Sunday, that a day lies in, with every hour's coverage. */
export async function weekRoster(deps: Pick<Deps, 'db' | 'config'>, day: Day): Promise<RosterDay[]> {
  const zone = deps.config.TIME_ZONE
  const week = weekOf(day)
  const planned = await shiftsBetween(deps, dayStart(week.from, zone), dayStart(dayAfter(week.to, 1), zone))
  const intervals = planned.map(({ startsAt, endsAt }) => ({
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
  }))
  return eachDay(week).map(date => ({
    day: date,
    hours: hoursOfDay(date, zone).map(({ hour, startsAt, endsAt }) => {
      const stretch = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() }
      const least = leastAtOnce(stretch, intervals)
      return { ...stretch, hour, planned: least, coverage: coverageOf(least) }
    }),
    shifts: planned.filter(({ startsAt }) => localDay(startsAt, zone) === date),
  }))
}
