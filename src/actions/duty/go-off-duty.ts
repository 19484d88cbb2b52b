import { and, eq, isNull, notInArray } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { duties } from '../../db/schema/duty.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { passOn } from '../calls/dispatch.ts'
import { takeTurn } from '../calls/take-turn.ts'
import { withdrawOfferTo } from '../calls/withdraw-offer.ts'

/**
 * Ends the duty; a call just offered goes on to the next in its old place. `still_in_contact` while talking or in
 * wrap-up. Going off twice is going off once.
 */
export async function goOffDuty(deps: Deps, counselor: CounselorActor): Promise<void> {
  await change(deps, counselor, 'go off duty', async (tx, about) => {
    await takeTurn(tx)
    const { personId } = counselor
    const now = deps.now()
    about(personId)
    await withdrawOfferTo(tx, personId, now)
    const mine = and(eq(duties.counselorId, personId), isNull(duties.endedAt))
    const [ended] = await tx
      .update(duties)
      .set({ endedAt: now })
      .where(and(mine, notInArray(duties.state, ['talking', 'wrap_up'])))
      .returning({ id: duties.id })
    if (ended) return
    const [busy] = await tx.select({ id: duties.id }).from(duties).where(mine)
    if (busy) throw new Problem('still_in_contact')
  })
  await passOn(deps)
}
