import { and, eq, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { signIns } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { StaffActor } from '../../domain/actor.ts'

/** Ends the sign-in behind this token at once; one that is over already stays over. */
export async function endSignIn(deps: Deps, actor: StaffActor, { token }: { token: string }): Promise<void> {
  const tokenTag = await deps.keys.tag('sign-in', token)
  await change(deps, actor, 'sign out', async (tx, about) => {
    about(actor.personId)
    await tx
      .update(signIns)
      .set({ endedAt: deps.now() })
      .where(and(eq(signIns.tokenTag, tokenTag), isNull(signIns.endedAt)))
  })
}
