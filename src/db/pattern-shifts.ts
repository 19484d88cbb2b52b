import { and, eq, gte, isNull } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { DaySpan } from '../domain/days.ts'
import { type PatternShift, shiftsOfPatterns } from '../domain/weekly-pattern.ts'
import { people } from './schema/people.ts'
import { daysOff, weeklyPatterns } from './schema/roster.ts'

/** The shifts that the weekly patterns of active counselors ask for in some days, planned or not. */
export async function patternShifts(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  days: DaySpan,
): Promise<PatternShift[]> {
  const [patterns, off] = await Promise.all([
    db
      .select({ pattern: weeklyPatterns })
      .from(weeklyPatterns)
      .innerJoin(people, eq(people.id, weeklyPatterns.counselorId))
      .where(and(isNull(weeklyPatterns.endedAt), isNull(people.retiredAt))),
    db.select().from(daysOff).where(gte(daysOff.day, days.from)),
  ])
  return shiftsOfPatterns(
    patterns.map(({ pattern }) => pattern),
    off,
    days,
    config.TIME_ZONE,
  )
}
