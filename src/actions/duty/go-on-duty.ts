import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { duties } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { passOn } from '../calls/dispatch.ts'
import { takeTurn } from '../calls/take-turn.ts'
import { moveDuty } from './move-duty.ts'

/**
 * Goes on duty, at any hour, within a planned shift or not. Whoever is on duty already comes back from a break or
 * from being away, and is otherwise left as they are. `person_retired` for those who have left.
 */
export async function goOnDuty(deps: Deps, counselor: CounselorActor): Promise<void> {
  await change(deps, counselor, 'go on duty', async (tx, about) => {
    await takeTurn(tx)
    const { personId } = counselor
    const now = deps.now()
    about(personId)
    const [person] = await tx
      .select({ retiredAt: people.retiredAt })
      .from(people)
      .where(eq(people.id, personId))
    if (!person || person.retiredAt) throw new Problem('person_retired')
    const [begun] = await tx
      .insert(duties)
      .values({ counselorId: personId, state: 'free', startedAt: now, idleSince: now, seenAt: now })
      .onConflictDoNothing()
      .returning({ id: duties.id })
    if (!begun) await moveDuty(tx, personId, ['away', 'break'], 'free', now)
  })
  await passOn(deps)
}
