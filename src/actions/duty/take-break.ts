import { and, eq, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { duties } from '../../db/schema/duty.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { passOn } from '../calls/dispatch.ts'
import { takeTurn } from '../calls/take-turn.ts'
import { withdrawOfferTo } from '../calls/withdraw-offer.ts'
import { moveDuty } from './move-duty.ts'

/**
 * A break: on duty, and not asked. A call just offered goes on to the next. `not_on_duty`, or `still_in_contact`
 * while talking or in wrap-up.
 */
export async function takeBreak(deps: Deps, counselor: CounselorActor): Promise<void> {
  await change(deps, counselor, 'take a break', async (tx, about) => {
    await takeTurn(tx)
    const { personId } = counselor
    about(personId)
    await withdrawOfferTo(tx, personId, deps.now())
    if (await moveDuty(tx, personId, ['free', 'offered', 'away'], 'break', deps.now())) return
    const [duty] = await tx
      .select({ state: duties.state })
      .from(duties)
      .where(and(eq(duties.counselorId, personId), isNull(duties.endedAt)))
    if (!duty) throw new Problem('not_on_duty')
    if (duty.state !== 'break') throw new Problem('still_in_contact')
  })
  await passOn(deps)
}
