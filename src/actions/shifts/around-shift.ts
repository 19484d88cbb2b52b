import { and, eq, gt, isNull, lt, ne } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { bookings, isStanding } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { bookingShown } from '../../db/shown.ts'
import type { Interval } from '../../domain/intervals.ts'
import type { Shift } from './plan-shifts.ts'

const dayMs = 86_400_000

/** The live bookings of a shift's counselor that touch it; a query, so that a verb may lock what it finds. */
export function liveBookingsIn(
  tx: Pick<Transaction, 'select'>,
  { counselorId, startsAt, endsAt }: Omit<Shift, 'id'>,
) {
  return tx
    .select(bookingShown)
    .from(bookings)
    .where(
      and(
        eq(bookings.counselorId, counselorId),
        isStanding(bookings),
        isNull(bookings.closedAt),
        lt(bookings.startsAt, endsAt),
        gt(bookings.endsAt, startsAt),
      ),
    )
}

/**
 * When somebody is on shift around a shift, in epoch milliseconds: a booking may begin before it, or end after it, in
 * a neighboring one. `except` leaves out the shift of that id.
 */
export async function onShiftAround(
  tx: Transaction,
  counselorId: string,
  { startsAt, endsAt }: Pick<Shift, 'startsAt' | 'endsAt'>,
  except?: string,
): Promise<Interval[]> {
  const found = await tx
    .select({ startsAt: shifts.startsAt, endsAt: shifts.endsAt })
    .from(shifts)
    .where(
      and(
        eq(shifts.counselorId, counselorId),
        isNull(shifts.canceledAt),
        except ? ne(shifts.id, except) : undefined,
        lt(shifts.startsAt, new Date(endsAt.getTime() + dayMs)),
        gt(shifts.endsAt, new Date(startsAt.getTime() - dayMs)),
      ),
    )
  return found.map(inMilliseconds)
}

/** A stretch of time in epoch milliseconds. */
export function inMilliseconds({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Interval {
  return { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() }
}
