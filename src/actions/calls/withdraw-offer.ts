import { and, eq } from 'drizzle-orm'
import { concerns } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { calls, offers } from '../../db/schema/calls.ts'

/** Takes the live offer of a call back, if there is one, and says whose it was. The call is locked already. */
export async function withdrawOfferOf(
  tx: Transaction,
  callId: string,
  now: Date,
): Promise<string | undefined> {
  const [withdrawn] = await tx
    .update(offers)
    .set({ state: 'withdrawn', settledAt: now })
    .where(and(eq(offers.callId, callId), eq(offers.state, 'pending')))
    .returning({ counselorId: offers.counselorId })
  if (withdrawn) concerns(tx, [withdrawn.counselorId])
  return withdrawn?.counselorId
}

/**
 * Takes back what is offered to somebody who goes off duty or on a break: the call waits on in its place,
 * and they count as not asked. To be done in one's turn.
 */
export async function withdrawOfferTo(tx: Transaction, counselorId: string, now: Date): Promise<void> {
  const live = and(eq(offers.counselorId, counselorId), eq(offers.state, 'pending'))
  const [call] = await tx
    .select({ id: calls.id })
    .from(calls)
    .innerJoin(offers, eq(offers.callId, calls.id))
    .where(live)
    .for('update', { of: calls })
  if (!call || !(await withdrawOfferOf(tx, call.id, now))) return
  await tx
    .update(calls)
    .set({ state: 'waiting' })
    .where(and(eq(calls.id, call.id), eq(calls.state, 'offered')))
}
