import { and, eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { calls, offers } from '../../db/schema/calls.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { moveDuty } from '../duty/move-duty.ts'
import { passOn } from './dispatch.ts'

/**
 * Passes an offered call on: it keeps its place and goes to the next. Whoever declines is free again, behind those
 * who wait for a call already, and is not asked for this one again in the same duty. `call_gone` when it is too late;
 * declining twice is declining once.
 */
export async function declineOffer(
  deps: Deps,
  counselor: CounselorActor,
  { offerId }: { offerId: string },
): Promise<void> {
  await change(deps, counselor, 'decline offer', async (tx, about) => {
    const now = deps.now()
    const mine = and(eq(offers.id, offerId), eq(offers.counselorId, counselor.personId))
    await tx
      .select({ id: calls.id })
      .from(calls)
      .innerJoin(offers, eq(offers.callId, calls.id))
      .where(mine)
      .for('update', { of: calls })
    const [declined] = await tx
      .update(offers)
      .set({ state: 'declined', settledAt: now })
      .where(and(mine, eq(offers.state, 'pending')))
      .returning({ callId: offers.callId })
    if (!declined) {
      const [offer] = await tx.select().from(offers).where(eq(offers.id, offerId))
      if (!offer) throw new Problem('not_found')
      if (offer.counselorId === counselor.personId && offer.state === 'declined') return
      throw new Problem('call_gone')
    }
    about(declined.callId)
    await tx
      .update(calls)
      .set({ state: 'waiting' })
      .where(and(eq(calls.id, declined.callId), eq(calls.state, 'offered')))
    await moveDuty(tx, counselor.personId, ['offered'], 'free', now)
  })
  await passOn(deps)
}
