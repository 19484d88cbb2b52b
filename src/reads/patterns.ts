import { and, asc, eq, gte, isNull, or } from 'drizzle-orm'
import { patternPlan } from '../db/pattern-plan.ts'
import { people } from '../db/schema/people.ts'
import { daysOff, weeklyPatterns } from '../db/schema/roster.ts'
import type { Deps } from '../deps.ts'
import type { Day } from '../domain/days.ts'
import { localDay } from '../domain/time.ts'
import type { PatternShift, WeeklyPattern } from '../domain/weekly-pattern.ts'

/** Everything about weekly patterns that is still to come, with names: stretches, days off, and shifts that overlap another. */
export type Patterns = {
  stretches: (WeeklyPattern & { name: string })[]
  daysOff: { id: string; day: Day; name: string | null; counselor: string | null }[]
  inTheWay: (PatternShift & { name: string })[]
}

/** The weekly patterns of active counselors, and the days on which they do not hold, from today on. */
export async function patterns(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<Patterns> {
  const { db, config } = deps
  const zone = config.TIME_ZONE
  const today = localDay(deps.now(), zone)
  const [stretches, off, { inTheWay }] = await Promise.all([
    db
      .select({ pattern: weeklyPatterns, name: people.name })
      .from(weeklyPatterns)
      .innerJoin(people, eq(people.id, weeklyPatterns.counselorId))
      .where(
        and(
          isNull(weeklyPatterns.endedAt),
          isNull(people.retiredAt),
          or(isNull(weeklyPatterns.untilDay), gte(weeklyPatterns.untilDay, today)),
        ),
      )
      .orderBy(asc(people.name), asc(people.id), asc(weeklyPatterns.weekday), asc(weeklyPatterns.fromTime)),
    db
      .select({ id: daysOff.id, day: daysOff.day, name: daysOff.name, counselor: people.name })
      .from(daysOff)
      .leftJoin(people, eq(people.id, daysOff.counselorId))
      .where(gte(daysOff.day, today))
      .orderBy(asc(daysOff.day), asc(people.name)),
    patternPlan(db, { now: deps.now(), zone }),
  ])
  const nameOf = new Map(stretches.map(({ pattern, name }) => [pattern.counselorId, name]))
  return {
    stretches: stretches.map(({ pattern, name }) => ({ ...pattern, name })),
    daysOff: off,
    inTheWay: inTheWay.map(shift => ({ ...shift, name: nameOf.get(shift.counselorId) ?? '' })),
  }
}
