import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { daysOff } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor } from '../../domain/actor.ts'
import { planFromPatterns } from './plan-from-patterns.ts'

/** Lets weekly patterns hold again on a day off or a holiday, and plans what follows; removed already, it stays so. */
export async function removeDayOff(
  deps: Deps,
  actor: CoordinatorActor,
  { dayOffId }: { dayOffId: string },
): Promise<void> {
  await change(deps, actor, 'remove day off', async (tx, about) => {
    about(dayOffId)
    await tx.delete(daysOff).where(eq(daysOff.id, dayOffId))
  })
  await planFromPatterns(deps, actor)
}
