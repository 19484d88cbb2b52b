import { and, eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { passkeys } from '../../db/schema/credentials.ts'
import type { Deps } from '../../deps.ts'
import type { StaffActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { holdWaysIn, waysIn } from './ways-in.ts'

/** Takes one of one's own passkeys away. Refuses `not_found`, and `last_way_in` for the only way in. */
export async function removePasskey(
  deps: Deps,
  actor: StaffActor,
  { passkeyId }: { passkeyId: string },
): Promise<void> {
  await change(deps, actor, 'remove passkey', async (tx, about) => {
    about(actor.personId)
    await holdWaysIn(tx, actor.personId)
    const removed = await tx
      .delete(passkeys)
      .where(and(eq(passkeys.id, passkeyId), eq(passkeys.personId, actor.personId)))
      .returning({ id: passkeys.id })
    if (removed.length === 0) throw new Problem('not_found')
    if ((await waysIn(tx, actor.personId)) === 0) throw new Problem('last_way_in')
  })
}
