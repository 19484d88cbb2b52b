import { and, eq, isNull, ne } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { signIns } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { StaffActor } from '../../domain/actor.ts'

/** Ends one of one's own sign-ins at once, by its id. One of somebody else, or over already, stays as it is. */
export async function endOwnSignIn(
  deps: Deps,
  actor: StaffActor,
  { signInId }: { signInId: string },
): Promise<void> {
  await change(deps, actor, 'end own sign-in', async (tx, about) => {
    about(actor.personId)
    await tx
      .update(signIns)
      .set({ endedAt: deps.now() })
      .where(and(alive(actor.personId), eq(signIns.id, signInId)))
  })
}

/** Ends all of one's own sign-ins but this one, at once. */
export async function endOtherSignIns(
  deps: Deps,
  actor: StaffActor,
  { signInId }: { signInId: string },
): Promise<void> {
  await change(deps, actor, 'end other sign-ins', async (tx, about) => {
    about(actor.personId)
    await tx
      .update(signIns)
      .set({ endedAt: deps.now() })
      .where(and(alive(actor.personId), ne(signIns.id, signInId)))
  })
}

function alive(personId: string) {
  return and(eq(signIns.personId, personId), isNull(signIns.endedAt))
}
