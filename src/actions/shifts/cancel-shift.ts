import { and, eq, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { shifts } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SystemActor } from '../../domain/actor.ts'
import { without } from '../../domain/intervals.ts'
import { Problem } from '../../domain/problem.ts'
import { inMilliseconds, liveBookingsIn, onShiftAround } from './around-shift.ts'
import type { Shift } from './plan-shifts.ts'

/**
 * Takes a planned shift back; canceled already, it stays so. Refuses `not_found`, and `shift_has_bookings`
 * when somebody has booked a time in it that no other shift of the same person covers.
 */
export async function cancelShift(
  deps: Deps,
  actor: CoordinatorActor | SystemActor,
  { shiftId }: { shiftId: string },
): Promise<Shift> {
  return change(deps, actor, 'cancel shift', async (tx, about) => {
    about(shiftId)
    const [named] = await tx.select().from(shifts).where(eq(shifts.id, shiftId))
    if (!named) throw new Problem('not_found')
    if (named.canceledAt) return named
    // Whoever books or plans for this person waits for the same row.
    await tx.select().from(people).where(eq(people.id, named.counselorId)).for('no key update')
    const booked = (await liveBookingsIn(tx, named)).map(inMilliseconds)
    const others = () => onShiftAround(tx, named.counselorId, named, shiftId)
    if (booked.length > 0 && without(booked, await others()).length > 0)
      throw new Problem('shift_has_bookings')
    await tx
      .update(shifts)
      .set({ canceledAt: deps.now() })
      .where(and(eq(shifts.id, shiftId), isNull(shifts.canceledAt)))
    return named
  })
}
