import { and, eq, gt } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { calls, offers } from '../../db/schema/calls.ts'
import { people } from '../../db/schema/people.ts'
import { tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { moveDuty } from '../duty/move-duty.ts'
import { waitedSeconds } from './waited-seconds.ts'

/**
 * Takes the offered call. One winner: the late, and those it was never put to, get `call_gone`; `not_found` for an
 * offer that never was. Pressing twice is pressing once.
 */
export async function acceptOffer(
  deps: Deps,
  counselor: CounselorActor,
  { offerId }: { offerId: string },
): Promise<{ callId: string }> {
  return change(deps, counselor, 'accept offer', async (tx, about) => {
    const now = deps.now()
    const mine = and(eq(offers.id, offerId), eq(offers.counselorId, counselor.personId))
    // The call first, as everybody locks; whether it is still to be had, the next statement decides.
    await tx
      .select({ id: calls.id })
      .from(calls)
      .innerJoin(offers, eq(offers.callId, calls.id))
      .where(mine)
      .for('update', { of: calls })
    const [won] = await tx
      .update(offers)
      .set({ state: 'accepted', settledAt: now })
      .where(and(mine, eq(offers.state, 'pending'), gt(offers.expiresAt, now)))
      .returning({ callId: offers.callId })
    if (!won) return { callId: await acceptedBefore(tx, counselor, offerId) }
    about(won.callId)
    await startTalking(tx, won.callId, counselor.personId, now)
    return { callId: won.callId }
  })
}

/**
 * The call is answered now, by this counselor: call and duty move, the answer is counted at the call's arrival with
 * its wait (a call-back at its promise). Part of accepting; the call is locked and its offer settled.
 */
export async function startTalking(tx: Transaction, callId: string, counselorId: string, now: Date) {
  const [call] = await tx
    .update(calls)
    .set({ state: 'talking', counselorId, answeredAt: now })
    .where(and(eq(calls.id, callId), eq(calls.state, 'offered')))
    .returning()
  if (!call || !(await moveDuty(tx, counselorId, ['offered'], 'talking'))) throw new Problem('call_gone')
  const [person] = await tx
    .select({ partnerId: people.partnerId })
    .from(people)
    .where(eq(people.id, counselorId))
  const partnerId = person?.partnerId
  if (call.callbackPromisedAt) {
    await tally(tx, [{ at: call.callbackPromisedAt, measure: 'callback_kept', partnerId }])
  } else {
    const waitSeconds = waitedSeconds(call, now)
    await tally(tx, [{ at: call.arrivedAt, measure: 'call_answered', partnerId, waitSeconds }])
  }
}

async function acceptedBefore(tx: Transaction, { personId }: CounselorActor, offerId: string) {
  const [offer] = await tx.select().from(offers).where(eq(offers.id, offerId))
  if (!offer) throw new Problem('not_found')
  if (offer.counselorId !== personId || offer.state !== 'accepted') throw new Problem('call_gone')
  return offer.callId
}
