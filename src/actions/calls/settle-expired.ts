import { and, asc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import { rows, type Transaction } from '../../db/connect.ts'
import { calls, offers } from '../../db/schema/calls.ts'
import { duties } from '../../db/schema/duty.ts'
import { reading } from '../../db/wording.ts'

/** The ids of the offers that `settleExpired` has to settle. */
export function overdueOffers(tx: Transaction, now: Date, since: Date): Promise<{ id: string }[]> {
  return rows(tx, overdue({ now, since }))
}

const overdue = reading<{ now: Date; since: Date }>(
  value => sql`select id from ${offers}
    where state = 'pending' and expires_at <= ${value('now')} and expires_at > ${value('since')}`,
)

/**
 * Settles the offers whose time has run out: the call waits on in its old place, the counselor is away until
 * they come back. With `since`, only those that ran out after it. Returns how many; to be done in one's turn.
 */
export async function settleExpired(tx: Transaction, now: Date, since?: Date): Promise<number> {
  const runOut = and(
    eq(offers.state, 'pending'),
    lte(offers.expiresAt, now),
    since && gt(offers.expiresAt, since),
  )
  const late = await tx
    .select({ callId: calls.id })
    .from(calls)
    .innerJoin(offers, eq(offers.callId, calls.id))
    .where(runOut)
    .orderBy(asc(calls.id))
    .for('update', { of: calls })
  if (late.length === 0) return 0
  const expired = await tx
    .update(offers)
    .set({ state: 'expired', settledAt: now })
    .where(
      and(
        runOut,
        inArray(
          offers.callId,
          late.map(({ callId }) => callId),
        ),
      ),
    )
    .returning({ callId: offers.callId, counselorId: offers.counselorId })
  if (expired.length === 0) return 0
  const ids = expired.map(({ callId }) => callId)
  const missedBy = expired.map(({ counselorId }) => counselorId)
  await tx
    .update(calls)
    .set({ state: 'waiting' })
    .where(and(inArray(calls.id, ids), eq(calls.state, 'offered')))
  await tx
    .update(duties)
    .set({ state: 'away', awayBecause: 'missed_offer', idleSince: now })
    .where(and(inArray(duties.counselorId, missedBy), eq(duties.state, 'offered'), isNull(duties.endedAt)))
  return expired.length
}
