import { and, eq, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { weeklyPatterns } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { lockCounselor } from '../shifts/counselor-of.ts'
import { releasePlanned } from './release-planned.ts'

/**
 * Ends a weekly pattern and takes back the shifts that followed from it; ended already, it stays so. Shifts in which
 * somebody has booked a time stay, and their number is returned. Refuses `not_found`, `person_retired`.
 */
export async function endPattern(
  deps: Deps,
  actor: CoordinatorActor,
  { patternId }: { patternId: string },
): Promise<{ kept: number }> {
  return change(deps, actor, 'end pattern', async (tx, about) => {
    about(patternId)
    const [pattern] = await tx.select().from(weeklyPatterns).where(eq(weeklyPatterns.id, patternId))
    if (!pattern) throw new Problem('not_found')
    await lockCounselor(tx, pattern)
    const now = deps.now()
    await tx
      .update(weeklyPatterns)
      .set({ endedAt: now })
      .where(and(eq(weeklyPatterns.id, patternId), isNull(weeklyPatterns.endedAt)))
    return { kept: await releasePlanned(tx, { now, request: `pattern ${patternId} %` }) }
  })
}
