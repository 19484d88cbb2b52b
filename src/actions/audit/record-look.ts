import { change } from '../../db/change.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SupervisorActor } from '../../domain/actor.ts'
import type { Look } from '../../domain/looks.ts'

/** Leaves on record that somebody looks at something, named by an id or a period: before they see it, and never what. */
export async function recordLook(
  deps: Deps,
  actor: CoordinatorActor | SupervisorActor,
  look: Look,
  subject?: string,
): Promise<void> {
  await change(deps, actor, look, async (_, about) => {
    if (subject !== undefined) about(subject)
  })
}
