import { type CoveredHour, coveredHours } from '../db/covered-hours.ts'
import type { Deps } from '../deps.ts'
import { type Day, dayAfter, eachDay, weekOf } from '../domain/days.ts'
import { dayStart, localDay } from '../domain/time.ts'
import { type ShiftRow, shiftsBetween } from './shifts-between.ts'

/** One hour of the roster: how many are planned at its least-covered moment, against the seats it needs. */
export type RosterHour = CoveredHour

/** One day of the roster: its hours (23 to 25), and the shifts that begin in it. */
export type RosterDay = { day: Day; hours: RosterHour[]; shifts: ShiftRow[] }

/** The week, Monday to Sunday, that a day lies in, with every hour's coverage. */
export async function weekRoster(deps: Pick<Deps, 'db' | 'config'>, day: Day): Promise<RosterDay[]> {
  const zone = deps.config.TIME_ZONE
  const week = weekOf(day)
  const [hours, planned] = await Promise.all([
    coveredHours(deps, week),
    shiftsBetween(deps, dayStart(week.from, zone), dayStart(dayAfter(week.to, 1), zone)),
  ])
  return eachDay(week).map(date => ({
    day: date,
    hours: hours.filter(hour => hour.day === date),
    shifts: planned.filter(({ startsAt }) => localDay(startsAt, zone) === date),
  }))
}
