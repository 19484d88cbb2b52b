import { and, count, eq, gt, isNull, like, lt, notExists, sql } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { bookings, isStanding } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'

/**
 * Takes back shifts that followed from patterns and have not begun, by counselor and by how their request reads (an SQL
 * LIKE pattern), so that they can be planned again if that changes. Those in which somebody has booked a time stay; says
 * how many.
 */
export async function releasePlanned(
  tx: Transaction,
  { now, request, counselorId }: { now: Date; request: string; counselorId?: string },
): Promise<number> {
  const which = and(
    like(shifts.requestTag, request),
    isNull(shifts.canceledAt),
    gt(shifts.startsAt, now),
    counselorId ? eq(shifts.counselorId, counselorId) : undefined,
  )
  const booked = tx
    .select({ one: sql`1` })
    .from(bookings)
    .where(
      and(
        eq(bookings.counselorId, shifts.counselorId),
        isStanding(bookings),
        isNull(bookings.closedAt),
        lt(bookings.startsAt, shifts.endsAt),
        gt(bookings.endsAt, shifts.startsAt),
      ),
    )
  await tx
    .update(shifts)
    .set({ canceledAt: now, requestTag: null })
    .where(and(which, notExists(booked)))
  const [left] = await tx.select({ kept: count() }).from(shifts).where(which)
  return left?.kept ?? 0
}
