import { eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import { couldHold } from '../../domain/cover.ts'
import { without } from '../../domain/intervals.ts'
import { Problem } from '../../domain/problem.ts'
import { inMilliseconds, liveBookingsIn, onShiftAround } from '../shifts/around-shift.ts'
import type { Shift } from '../shifts/plan-shifts.ts'

/** A shift, and the counselor whose it is to be. */
export type Move = { shift: Shift; to: string }

/**
 * Gives shifts to other counselors, with the bookings that rely on them; the caller of this holds those people's rows.
 * Refuses `cover_not_possible` where a counselor could not hold one of the bookings or is not on shift for all of it,
 * `slot_taken` where they are booked then, `shift_overlaps`.
 */
export async function handOver(tx: Transaction, moves: readonly Move[], now: Date): Promise<void> {
  const relying = await Promise.all(moves.map(({ shift }) => relyingOn(tx, shift)))
  for (const [index, { to }] of moves.entries()) {
    const [taker] = await tx.select().from(people).where(eq(people.id, to))
    if (!taker || !couldHold(taker, relying[index] ?? [])) throw new Problem('cover_not_possible')
  }
  // Two shifts that change hands may overlap: none is planned anew before all are taken back.
  const ids = moves.map(({ shift }) => shift.id)
  await tx.update(shifts).set({ canceledAt: now }).where(inArray(shifts.id, ids))
  for (const { shift, to } of moves) {
    const { startsAt, endsAt } = shift
    await tx.insert(shifts).values({ counselorId: to, startsAt, endsAt, plannedAt: now, plannedBy: to })
  }
  for (const [index, { shift, to }] of moves.entries()) {
    const booked = relying[index] ?? []
    if (booked.length === 0) continue
    const uncovered = without(booked.map(inMilliseconds), await onShiftAround(tx, to, shift))
    if (uncovered.length > 0) throw new Problem('cover_not_possible')
    const moving = booked.map(({ id }) => id)
    await tx.update(bookings).set({ counselorId: to }).where(inArray(bookings.id, moving))
  }
}

/** The live bookings in a shift that no other shift of the same person covers. */
async function relyingOn(tx: Transaction, shift: Shift) {
  const booked = await liveBookingsIn(tx, shift).for('update')
  const others = await onShiftAround(tx, shift.counselorId, shift, shift.id)
  return booked.filter(booking => without([inMilliseconds(booking)], others).length > 0)
}
