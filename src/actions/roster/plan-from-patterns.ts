import { change } from '../../db/change.ts'
import { patternPlan } from '../../db/pattern-plan.ts'
import { shifts } from '../../db/schema/duty.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SystemActor } from '../../domain/actor.ts'
import { patternTag } from '../../domain/weekly-pattern.ts'
import { lockCounselor } from '../shifts/counselor-of.ts'

/**
 * Plans the shifts of the coming 28 days that follow from weekly patterns, of one counselor or of all; says how many were
 * new. Doing it again plans nothing twice, nor what was canceled by hand, nor what overlaps another shift.
 */
export async function planFromPatterns(
  deps: Deps,
  actor: CoordinatorActor | SystemActor,
  { counselorId }: { counselorId?: string } = {},
): Promise<number> {
  const zone = deps.config.TIME_ZONE
  const { toPlan } = await patternPlan(deps.db, { now: deps.now(), zone, counselorId })
  let planned = 0
  for (const whose of new Set(toPlan.map(shift => shift.counselorId)))
    planned += await change(deps, actor, 'plan from pattern', async (tx, about) => {
      about(whose)
      // Whoever ends a pattern or takes a day off waits for the same row: what is read now still holds at the end.
      await lockCounselor(tx, { counselorId: whose })
      const now = deps.now()
      const due = await patternPlan(tx, { now, zone, counselorId: whose })
      if (due.toPlan.length === 0) return 0
      const made = await tx
        .insert(shifts)
        .values(
          due.toPlan.map(({ patternId, day, ...shift }) => ({
            ...shift,
            plannedAt: now,
            plannedBy: actor.kind === 'coordinator' ? actor.personId : null,
            requestTag: patternTag({ patternId, day }),
          })),
        )
        .onConflictDoNothing()
        .returning({ id: shifts.id })
      return made.length
    })
  return planned
}
