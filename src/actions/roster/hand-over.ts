import { eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import type { ShownBooking } from '../../db/shown.ts'
import { standingsOfPerson } from '../../db/standings.ts'
import type { Deps } from '../../deps.ts'
import type { AgeBand } from '../../domain/codes.ts'
import { couldHold, type Held, type Holder, mayTake } from '../../domain/cover.ts'
import { without } from '../../domain/intervals.ts'
import { Problem } from '../../domain/problem.ts'
import { inMilliseconds, liveBookingsIn, onShiftAround } from '../shifts/around-shift.ts'
import type { Shift } from '../shifts/plan-shifts.ts'

/** A shift, and the counselor whose it is to be. */
export type Move = { shift: Shift; to: string }

/**
 * Gives shifts to other counselors, with the bookings that rely on them; the caller of this holds those people's rows.
 * Refuses `cover_not_possible` where something that work requires is not in force, where too little rest would be left,
 * or where a counselor could not hold one of the bookings or is not on shift for all of it; `slot_taken` where they are
 * booked then, `shift_overlaps`.
 */
export async function handOver(deps: Deps, tx: Transaction, moves: readonly Move[]): Promise<void> {
  const now = deps.now()
  const relying = await Promise.all(moves.map(({ shift }) => relyingOn(tx, shift)))
  for (const [index, { to }] of moves.entries()) {
    const [taker] = await tx.select().from(people).where(eq(people.id, to))
    if (!taker || !couldHold(holderOf(taker, deps.config.TIME_ZONE), heldIn(relying[index] ?? [])))
      throw new Problem('cover_not_possible')
  }
  // Two shifts that change hands may overlap: none is planned anew before all are taken back.
  const ids = moves.map(({ shift }) => shift.id)
  await tx.update(shifts).set({ canceledAt: now }).where(inArray(shifts.id, ids))
  for (const { shift, to } of moves) {
    const { startsAt, endsAt } = shift
    await needMayTake(deps, tx, to, shift)
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

/** Refuses `cover_not_possible` where somebody may not take a shift beside those that they have. */
export async function needMayTake(
  { config }: Pick<Deps, 'config'>,
  tx: Transaction,
  counselorId: string,
  shift: Pick<Shift, 'startsAt' | 'endsAt'>,
): Promise<void> {
  const [taker] = await tx.select().from(people).where(eq(people.id, counselorId))
  const own = await onShiftAround(tx, counselorId, shift)
  const may =
    taker &&
    mayTake(standingsOfPerson(taker, config.TIME_ZONE), inMilliseconds(shift), own, config.SHIFT_REST_HOURS)
  if (!may) throw new Problem('cover_not_possible')
}

/** A counselor as `couldHold` looks at one. */
export function holderOf(person: typeof people.$inferSelect, zone: string): Holder {
  const { languages, modes, partnerId } = person
  return { ...standingsOfPerson(person, zone), languages, modes, partnerId }
}

/** Bookings as `couldHold` looks at them. */
export function heldIn(booked: readonly ShownBooking[]): Held[] {
  return booked.map(booking => ({ ...booking, ageBand: booking.ageBand as AgeBand }))
}

/** The live bookings in a shift that no other shift of the same person covers. */
async function relyingOn(tx: Transaction, shift: Shift) {
  const booked = await liveBookingsIn(tx, shift).for('update')
  const others = await onShiftAround(tx, shift.counselorId, shift, shift.id)
  return booked.filter(booking => without([inMilliseconds(booking)], others).length > 0)
}
