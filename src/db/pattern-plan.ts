import { and, eq, gt, gte, inArray, isNull } from 'drizzle-orm'
import { dayAfter } from '../domain/days.ts'
import { localDay } from '../domain/time.ts'
import { type PatternShift, patternDays, patternTag, shiftsOfPatterns } from '../domain/weekly-pattern.ts'
import type { Reader, Transaction } from './connect.ts'
import { shifts } from './schema/duty.ts'
import { people } from './schema/people.ts'
import { daysOff, weeklyPatterns } from './schema/roster.ts'

/** What follows from the weekly patterns and is not planned yet: what can be, and what another shift stands in the way of. */
export type PatternPlan = { toPlan: PatternShift[]; inTheWay: PatternShift[] }

/**
 * The shifts of the coming 28 days that weekly patterns ask for and that have not begun, of one counselor or of all who
 * are active. One that was planned and canceled by hand is asked for no more.
 */
export async function patternPlan(
  db: Reader | Transaction,
  { now, zone, counselorId }: { now: Date; zone: string; counselorId?: string },
): Promise<PatternPlan> {
  const today = localDay(now, zone)
  const patterns = await db
    .select({ pattern: weeklyPatterns })
    .from(weeklyPatterns)
    .innerJoin(people, eq(people.id, weeklyPatterns.counselorId))
    .where(
      and(
        isNull(weeklyPatterns.endedAt),
        isNull(people.retiredAt),
        counselorId ? eq(weeklyPatterns.counselorId, counselorId) : undefined,
      ),
    )
  if (patterns.length === 0) return { toPlan: [], inTheWay: [] }
  const off = await db.select().from(daysOff).where(gte(daysOff.day, today))
  const ahead = { from: today, to: dayAfter(today, patternDays - 1) }
  const asked = shiftsOfPatterns(
    patterns.map(({ pattern }) => pattern),
    off,
    ahead,
    zone,
  ).filter(({ startsAt }) => startsAt > now)
  const whose = [...new Set(asked.map(shift => shift.counselorId))]
  if (whose.length === 0) return { toPlan: [], inTheWay: [] }
  const known = await db
    .select()
    .from(shifts)
    .where(and(inArray(shifts.counselorId, whose), gt(shifts.endsAt, now)))
  const planned = new Set(known.map(({ requestTag }) => requestTag))
  const missing = asked.filter(shift => !planned.has(patternTag(shift)))
  const live = known.filter(({ canceledAt }) => !canceledAt)
  const isBlocked = (shift: PatternShift) =>
    live.some(
      other =>
        other.counselorId === shift.counselorId &&
        other.startsAt < shift.endsAt &&
        other.endsAt > shift.startsAt,
    )
  return {
    toPlan: missing.filter(shift => !isBlocked(shift)),
    inTheWay: missing.filter(isBlocked),
  }
}
