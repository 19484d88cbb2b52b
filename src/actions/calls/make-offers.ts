import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { calls, offers } from '../../db/schema/calls.ts'
import { duties } from '../../db/schema/duty.ts'
import type { Pair } from '../../domain/routing.ts'

/**
 * Puts each contact to its counselor, and returns the pairs that came about: a caller may have hung up since
 * the round looked, and whoever was retired meanwhile is passed over. Part of a round of `dispatch`.
 */
export async function makeOffers(
  tx: Transaction,
  wanted: Pair[],
  now: Date,
  offerSeconds: number,
): Promise<Pair[]> {
  if (wanted.length === 0) return []
  const taken = await tx
    .update(calls)
    .set({ state: 'offered', unansweredAt: null })
    .where(and(inArray(calls.id, ids(wanted)), eq(calls.state, 'waiting')))
    .returning({ id: calls.id })
  const still = wanted.filter(({ contactId }) => taken.some(({ id }) => id === contactId))
  if (still.length === 0) return []
  const busy = await tx
    .update(duties)
    .set({ state: 'offered', restUntil: null })
    .where(
      and(
        inArray(
          duties.counselorId,
          still.map(({ counselorId }) => counselorId),
        ),
        eq(duties.state, 'free'),
        isNull(duties.endedAt),
      ),
    )
    .returning({ id: duties.counselorId })
  const made = still.filter(({ counselorId }) => busy.some(({ id }) => id === counselorId))
  const back = still.filter(pair => !made.includes(pair))
  if (back.length > 0)
    await tx
      .update(calls)
      .set({ state: 'waiting' })
      .where(inArray(calls.id, ids(back)))
  if (made.length > 0)
    await tx.insert(offers).values(
      made.map(({ contactId, counselorId }) => ({
        callId: contactId,
        counselorId,
        state: 'pending',
        offeredAt: now,
        expiresAt: new Date(now.getTime() + offerSeconds * 1000),
      })),
    )
  return made
}

function ids(pairs: Pair[]) {
  return pairs.map(({ contactId }) => contactId)
}
