import { and, eq, gt, isNull, lt, ne } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SystemActor } from '../../domain/actor.ts'
import { type Interval, without } from '../../domain/intervals.ts'
import { Problem } from '../../domain/problem.ts'
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
    const booked = await bookedIn(tx, named)
    if (booked.length > 0 && without(booked, await otherShifts(tx, named)).length > 0)
      throw new Problem('shift_has_bookings')
    await tx
      .update(shifts)
      .set({ canceledAt: deps.now() })
      .where(and(eq(shifts.id, shiftId), isNull(shifts.canceledAt)))
    return named
  })
}

async function bookedIn(tx: Transaction, { counselorId, startsAt, endsAt }: Shift): Promise<Interval[]> {
  const found = await tx
    .select({ startsAt: bookings.startsAt, endsAt: bookings.endsAt })
    .from(bookings)
    .where(
      and(
        eq(bookings.counselorId, counselorId),
        isNull(bookings.canceledAt),
        isNull(bookings.closedAt),
        lt(bookings.startsAt, endsAt),
        gt(bookings.endsAt, startsAt),
      ),
    )
  return found.map(inMilliseconds)
}

async function otherShifts(tx: Transaction, { id, counselorId, startsAt, endsAt }: Shift) {
  const dayMs = 86_400_000
  const found = await tx
    .select({ startsAt: shifts.startsAt, endsAt: shifts.endsAt })
    .from(shifts)
    .where(
      and(
        eq(shifts.counselorId, counselorId),
        ne(shifts.id, id),
        isNull(shifts.canceledAt),
        // A booking may begin before this shift, or end after it, in a neighboring one.
        lt(shifts.startsAt, new Date(endsAt.getTime() + dayMs)),
        gt(shifts.endsAt, new Date(startsAt.getTime() - dayMs)),
      ),
    )
  return found.map(inMilliseconds)
}

function inMilliseconds({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Interval {
  return { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() }
}
