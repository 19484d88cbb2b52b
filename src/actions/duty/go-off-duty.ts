import { and, eq, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { duties } from '../../db/schema/duty.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { passOn } from '../calls/dispatch.ts'
import { takeTurn } from '../calls/take-turn.ts'
import { withdrawOfferTo } from '../calls/withdraw-offer.ts'

/**
 * Ends the duty, always: a call just offered goes on to the next in its old place, and a contact that is still open
 * stays theirs to close. Going off twice is going off once.
 */
export async function goOffDuty(deps: Deps, counselor: CounselorActor): Promise<void> {
  await change(deps, counselor, 'go off duty', async (tx, about) => {
    await takeTurn(tx)
    const { personId } = counselor
    const now = deps.now()
    about(personId)
    await withdrawOfferTo(tx, personId, now)
    await tx
      .update(duties)
      .set({ endedAt: now, restUntil: null })
      .where(and(eq(duties.counselorId, personId), isNull(duties.endedAt)))
  })
  await passOn(deps)
}
