import { and, eq, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { duties } from '../../db/schema/duty.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { passOn } from '../calls/dispatch.ts'
import { takeTurn } from '../calls/take-turn.ts'
import { moveDuty } from './move-duty.ts'

/** Back from a break or from being away: free, behind those who wait already. `not_on_duty` when off duty. */
export async function comeBack(deps: Deps, counselor: CounselorActor): Promise<void> {
  await change(deps, counselor, 'come back', async (tx, about) => {
    await takeTurn(tx)
    const { personId } = counselor
    about(personId)
    if (await moveDuty(tx, personId, ['away', 'break'], 'free', deps.now())) return
    const [duty] = await tx
      .select({ id: duties.id })
      .from(duties)
      .where(and(eq(duties.counselorId, personId), isNull(duties.endedAt)))
    if (!duty) throw new Problem('not_on_duty')
  })
  await passOn(deps)
}
