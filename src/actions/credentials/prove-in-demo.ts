import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { signIns } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { StaffActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'

/** In a demo, a press proves that somebody is there: its people have no passkeys. `presence_needed` anywhere else. */
export async function provePresenceInDemo(
  deps: Deps,
  actor: StaffActor,
  { signInId }: { signInId: string },
): Promise<void> {
  if (!deps.config.DEMO) throw new Problem('presence_needed')
  await change(deps, actor, 'prove presence', async (tx, about) => {
    about(actor.personId)
    await tx.update(signIns).set({ provenAt: deps.now() }).where(eq(signIns.id, signInId))
  })
}
