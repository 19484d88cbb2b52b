import { and, eq, gt, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { letters } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import { shiftSwaps } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { lockCounselor } from '../shifts/counselor-of.ts'
import { reachable, rosterLetter } from './roster-letter.ts'

/**
 * Wishes to give one's own shift for somebody else's; nothing changes until that one accepts. A wish for the same shift
 * that is open already stays; whoever has the other shift is told by letter. Refuses `not_found` for a shift that is not one's own, `shift_gone` for one that has begun,
 * was canceled, or is not another's.
 */
export async function askSwap(
  deps: Deps,
  actor: CounselorActor,
  { shiftId, otherShiftId }: { shiftId: string; otherShiftId: string },
): Promise<void> {
  const letterOf = await askingLetter(deps, otherShiftId)
  await change(deps, actor, 'ask for swap', async (tx, about) => {
    about(shiftId)
    await lockCounselor(tx, { counselorId: actor.personId })
    const now = deps.now()
    const ahead = and(isNull(shifts.canceledAt), gt(shifts.startsAt, now))
    const [mine] = await tx.select().from(shifts).where(eq(shifts.id, shiftId))
    if (mine?.counselorId !== actor.personId) throw new Problem('not_found')
    const [own] = await tx
      .select()
      .from(shifts)
      .where(and(eq(shifts.id, shiftId), ahead))
    const [other] = await tx
      .select()
      .from(shifts)
      .where(and(eq(shifts.id, otherShiftId), ahead))
    if (!own || !other || other.counselorId === actor.personId) throw new Problem('shift_gone')
    const [wished] = await tx
      .insert(shiftSwaps)
      .values({ shiftId, otherShiftId, askedAt: now })
      .onConflictDoNothing()
      .returning({ id: shiftSwaps.id })
    const told = letterOf.get(other.counselorId)
    if (wished && told) await tx.insert(letters).values({ ...told, shiftId: otherShiftId })
  })
}

/** To whoever has the other shift, by their id: that somebody would like to swap for it. */
async function askingLetter(deps: Deps, otherShiftId: string) {
  const [shift] = await deps.db.select().from(shifts).where(eq(shifts.id, otherShiftId))
  const [owner] = shift ? await reachable(deps, eq(people.id, shift.counselorId)) : []
  return new Map(shift && owner ? [[owner.id, await rosterLetter(deps, owner, 'swapAsked', shift)]] : [])
}
