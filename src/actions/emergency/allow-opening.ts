import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { emergencyOpenings } from '../../db/schema/emergency.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SupervisorActor } from '../../domain/actor.ts'
import { questionOfAnother } from './question-of-another.ts'

/**
 * A second person allows what a supervisor asked for, and sees nothing by it. Refuses `second_person_needed` to whoever
 * asked, `emergency_over` after 15 minutes or once whoever asked has left, `emergency_settled` when it was allowed or
 * refused before.
 */
export async function allowOpening(
  deps: Deps,
  second: CoordinatorActor | SupervisorActor,
  { id }: { id: string },
): Promise<void> {
  await change(deps, second, 'allow contact in emergency', async (tx, about) => {
    await questionOfAnother(deps, tx, second, id, about)
    await tx
      .update(emergencyOpenings)
      .set({ allowedBy: second.personId, allowedAt: deps.now() })
      .where(eq(emergencyOpenings.id, id))
  })
}
