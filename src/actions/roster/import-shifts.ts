import { and, eq, inArray, isNull } from 'drizzle-orm'
import { shifts } from '../../db/schema/duty.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor } from '../../domain/actor.ts'
import type { PlannedInterval } from '../../domain/planned-intervals.ts'
import { Problem } from '../../domain/problem.ts'
import { planShifts } from '../shifts/plan-shifts.ts'

/** A shift of a list: whose, from when to when. */
export type ImportedShift = PlannedInterval & { counselorId: string }

/**
 * Plans a list of shifts, those of one counselor all or none; shifts that are planned just so already are left as they
 * are, so that the same list twice is harmless. Says how many were new. Refuses as `planShifts` does.
 */
export async function importShifts(
  deps: Deps,
  actor: CoordinatorActor,
  list: readonly ImportedShift[],
): Promise<{ planned: number }> {
  let planned = 0
  for (const counselorId of new Set(list.map(shift => shift.counselorId)))
    planned += await planMissing(
      deps,
      actor,
      counselorId,
      list.filter(shift => shift.counselorId === counselorId),
    )
  return { planned }
}

async function planMissing(
  deps: Deps,
  actor: CoordinatorActor,
  counselorId: string,
  wanted: readonly PlannedInterval[],
): Promise<number> {
  const intervals = await missing(deps, counselorId, wanted)
  if (intervals.length === 0) return 0
  try {
    return (await planShifts(deps, actor, { counselorId, intervals })).length
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'shift_overlaps') throw error
    // The same list, sent twice at once: what stands in the way may be the very shifts.
    if ((await missing(deps, counselorId, wanted)).length === 0) return 0
    throw error
  }
}

async function missing({ db }: Deps, counselorId: string, wanted: readonly PlannedInterval[]) {
  const there = await db
    .select({ startsAt: shifts.startsAt, endsAt: shifts.endsAt })
    .from(shifts)
    .where(
      and(
        eq(shifts.counselorId, counselorId),
        isNull(shifts.canceledAt),
        inArray(
          shifts.startsAt,
          wanted.map(({ startsAt }) => startsAt),
        ),
      ),
    )
  const known = new Set(there.map(timesOf))
  return [...new Map(wanted.map(one => [timesOf(one), one])).entries()]
    .filter(([times]) => !known.has(times))
    .map(([, { startsAt, endsAt }]) => ({ startsAt, endsAt }))
}

function timesOf({ startsAt, endsAt }: PlannedInterval) {
  return `${startsAt.getTime()} ${endsAt.getTime()}`
}
