import { and, eq, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { shifts } from '../../db/schema/duty.ts'
import { openShifts } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { lockCounselor } from '../shifts/counselor-of.ts'
import { askAround } from './ask-around.ts'

/**
 * Asks for cover of one's own shift, and the first people at once; asked already, it stays so. The shift stays one's own
 * until somebody takes it. Refuses `not_found` for a shift that is not one's own, `shift_gone` once it has begun.
 */
export async function askCover(
  deps: Deps,
  actor: CounselorActor,
  { shiftId }: { shiftId: string },
): Promise<void> {
  const open = await change(deps, actor, 'ask for cover', async (tx, about) => {
    about(shiftId)
    // Whoever covers, cancels or books for this person waits for the same row.
    await lockCounselor(tx, { counselorId: actor.personId })
    const [shift] = await tx
      .select()
      .from(shifts)
      .where(and(eq(shifts.id, shiftId), eq(shifts.counselorId, actor.personId), isNull(shifts.canceledAt)))
    if (!shift) throw new Problem('not_found')
    const { startsAt, endsAt } = shift
    const now = deps.now()
    if (startsAt <= now) throw new Problem('shift_gone')
    const [made] = await tx
      .insert(openShifts)
      .values({ shiftId, startsAt, endsAt, offeredAt: now, offeredBy: actor.personId })
      .onConflictDoNothing()
      .returning()
    return made
  })
  if (open) await askAround(deps, { kind: 'system' }, open)
}
