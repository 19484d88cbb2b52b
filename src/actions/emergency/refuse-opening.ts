import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { emergencyOpenings } from '../../db/schema/emergency.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SupervisorActor } from '../../domain/actor.ts'
import { questionOfAnother } from './question-of-another.ts'

/**
 * A second person refuses what a supervisor asked for, for good: asked again it is another question. Refuses as
 * allowing does: `second_person_needed`, `emergency_over`, `emergency_settled`.
 */
export async function refuseOpening(
  deps: Deps,
  second: CoordinatorActor | SupervisorActor,
  { id }: { id: string },
): Promise<void> {
  await change(deps, second, 'refuse contact in emergency', async (tx, about) => {
    await questionOfAnother(deps, tx, second, id, about)
    await tx
      .update(emergencyOpenings)
      .set({ refusedBy: second.personId, refusedAt: deps.now() })
      .where(eq(emergencyOpenings.id, id))
  })
}
