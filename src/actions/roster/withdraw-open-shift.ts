import { and, eq, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { openShifts } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'

/**
 * Takes an open shift back, or one's own wish for cover; a coordinator may take back any. Withdrawn already, it stays so.
 * Refuses `not_found`, and `shift_gone` for one that somebody took.
 */
export async function withdrawOpenShift(
  deps: Deps,
  actor: CounselorActor | CoordinatorActor,
  { openShiftId }: { openShiftId: string },
): Promise<void> {
  await change(deps, actor, 'withdraw open shift', async (tx, about) => {
    about(openShiftId)
    const [open] = await tx.select().from(openShifts).where(eq(openShifts.id, openShiftId))
    if (!open || (actor.kind === 'counselor' && open.offeredBy !== actor.personId))
      throw new Problem('not_found')
    if (open.withdrawnAt) return
    const [withdrawn] = await tx
      .update(openShifts)
      .set({ withdrawnAt: deps.now() })
      .where(and(eq(openShifts.id, openShiftId), isNull(openShifts.takenAt)))
      .returning({ id: openShifts.id })
    if (!withdrawn) throw new Problem('shift_gone')
  })
}
