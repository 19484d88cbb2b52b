import { eq } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { calls } from '../../db/schema/calls.ts'
import { tally } from '../../db/tally.ts'
import { moveDuty } from '../duty/move-duty.ts'
import { waitedSeconds } from './waited-seconds.ts'
import { withdrawOfferOf } from './withdraw-offer.ts'

/**
 * Ends a call whose caller has gone before anybody answered, with its wait; a live offer is withdrawn, its counselor
 * free in their old place. The call is locked already, and waiting or offered.
 */
export async function abandonCall(
  tx: Transaction,
  call: { id: string; arrivedAt: Date },
  now: Date,
): Promise<void> {
  const offeredTo = await withdrawOfferOf(tx, call.id, now)
  if (offeredTo) await moveDuty(tx, offeredTo, ['offered'], 'free')
  await tx.update(calls).set({ state: 'abandoned', endedAt: now }).where(eq(calls.id, call.id))
  const waitSeconds = waitedSeconds(call, now)
  await tally(tx, [{ at: call.arrivedAt, measure: 'call_abandoned', waitSeconds }])
}
