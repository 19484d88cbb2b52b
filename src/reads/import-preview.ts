import { and, gt, inArray, isNull, lt } from 'drizzle-orm'
import { shifts } from '../db/schema/duty.ts'
import type { Deps } from '../deps.ts'
import type { PlannedInterval } from '../domain/planned-intervals.ts'

/** The live shifts of some counselors that touch a list's times, to hold the list against. */
export async function shiftsAround(
  { db }: Pick<Deps, 'db'>,
  list: readonly (PlannedInterval & { counselorId: string })[],
): Promise<(PlannedInterval & { counselorId: string })[]> {
  if (list.length === 0) return []
  const from = new Date(Math.min(...list.map(({ startsAt }) => startsAt.getTime())))
  const to = new Date(Math.max(...list.map(({ endsAt }) => endsAt.getTime())))
  const whose = [...new Set(list.map(({ counselorId }) => counselorId))]
  return db
    .select({ counselorId: shifts.counselorId, startsAt: shifts.startsAt, endsAt: shifts.endsAt })
    .from(shifts)
    .where(
      and(
        inArray(shifts.counselorId, whose),
        isNull(shifts.canceledAt),
        lt(shifts.startsAt, to),
        gt(shifts.endsAt, from),
      ),
    )
}
