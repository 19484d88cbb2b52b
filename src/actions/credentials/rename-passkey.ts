import { and, eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { passkeys } from '../../db/schema/credentials.ts'
import type { Deps } from '../../deps.ts'
import type { StaffActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'

/** Gives one of one's own passkeys another name. Refuses `not_found`. */
export async function renamePasskey(
  deps: Deps,
  actor: StaffActor,
  { passkeyId, name }: { passkeyId: string; name: string },
): Promise<void> {
  await change(deps, actor, 'rename passkey', async (tx, about) => {
    about(actor.personId)
    const named = await tx
      .update(passkeys)
      .set({ name })
      .where(and(eq(passkeys.id, passkeyId), eq(passkeys.personId, actor.personId)))
      .returning({ id: passkeys.id })
    if (named.length === 0) throw new Problem('not_found')
  })
}
