import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { type Coverage, leastAtOnce } from '../domain/coverage.ts'
import { type Day, type DaySpan, dayAfter, dayOfWeek, eachDay } from '../domain/days.ts'
import type { Interval } from '../domain/intervals.ts'
import { coverageAgainst, requiredAt, type SeatsOfLanguage } from '../domain/seats-required.ts'
import { dayStart, hoursOfDay } from '../domain/time.ts'
import { shifts } from './schema/duty.ts'
import { people } from './schema/people.ts'
import { seatsRequired } from './schema/roster.ts'

/** One hour of a day: all who are planned at its least-covered moment, the same by language, and what that comes to. */
export type CoveredHour = Interval & {
  day: Day
  hour: number
  planned: number
  seats: SeatsOfLanguage[]
  coverage: Coverage
}

/** Every hour of some local days with its coverage against the seats that it needs, in order. */
export async function coveredHours(deps: Pick<Deps, 'db' | 'config'>, days: DaySpan): Promise<CoveredHour[]> {
  const { LANGUAGES: languages, TIME_ZONE: zone } = deps.config
  const [said, planned] = await Promise.all([
    deps.db.select().from(seatsRequired),
    plannedBetween(deps, dayStart(days.from, zone), dayStart(dayAfter(days.to, 1), zone)),
  ])
  return eachDay(days).flatMap(day => {
    const weekday = dayOfWeek(day)
    return hoursOfDay(day, zone).map(({ hour, startsAt, endsAt }) => {
      const stretch = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() }
      const here = planned.filter(shift => shift.startsAt < stretch.endsAt && shift.endsAt > stretch.startsAt)
      const seats = languages.map(language => ({
        language,
        planned: leastAtOnce(
          stretch,
          here.filter(shift => shift.languages.includes(language)),
        ),
        required: requiredAt(said, languages, { language, weekday, hour }),
      }))
      const all = leastAtOnce(stretch, here)
      return { ...stretch, day, hour, planned: all, seats, coverage: coverageAgainst(seats) }
    })
  })
}

async function plannedBetween({ db }: Pick<Deps, 'db'>, from: Date, to: Date) {
  const found = await db
    .select({ startsAt: shifts.startsAt, endsAt: shifts.endsAt, languages: people.languages })
    .from(shifts)
    .innerJoin(people, eq(people.id, shifts.counselorId))
    .where(and(isNull(shifts.canceledAt), lt(shifts.startsAt, to), gt(shifts.endsAt, from)))
  return found.map(({ startsAt, endsAt, languages }) => ({
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
    languages,
  }))
}
