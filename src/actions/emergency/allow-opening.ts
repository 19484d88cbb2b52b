import { and, eq, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { emergencyOpenings } from '../../db/schema/emergency.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SupervisorActor } from '../../domain/actor.ts'
import { emergencyState } from '../../domain/emergency.ts'
import { Problem } from '../../domain/problem.ts'

/**
 * A second person allows what a supervisor asked for, and sees nothing by it. Refuses `second_person_needed` to whoever
 * asked, `emergency_over` after 15 minutes or once whoever asked has left, `emergency_settled` when it was allowed
 * before.
 */
export async function allowOpening(
  deps: Deps,
  second: CoordinatorActor | SupervisorActor,
  { id }: { id: string },
): Promise<void> {
  await change(deps, second, 'allow contact in emergency', async (tx, about) => {
    const [asked] = await tx
      .select()
      .from(emergencyOpenings)
      .where(eq(emergencyOpenings.id, id))
      .for('update')
    if (!asked) throw new Problem('not_found')
    about(asked.callId ?? asked.bookingId ?? '')
    if (asked.askedBy === second.personId) throw new Problem('second_person_needed')
    if (asked.allowedAt) throw new Problem('emergency_settled')
    const [asker] = await tx
      .select({ id: people.id })
      .from(people)
      .where(and(eq(people.id, asked.askedBy), isNull(people.retiredAt)))
    if (!asker || emergencyState(asked, deps.now()).state !== 'asked') throw new Problem('emergency_over')
    await tx
      .update(emergencyOpenings)
      .set({ allowedBy: second.personId, allowedAt: deps.now() })
      .where(eq(emergencyOpenings.id, id))
  })
}
