import { change } from '../../db/change.ts'
import { signIns } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { StaffActor } from '../../domain/actor.ts'
import { toHex } from '../../domain/hex.ts'

const hours = 12

/** Signs a member of staff in for 12 hours; returns the opaque token, of which only a keyed hash is kept. */
export async function beginSignIn(deps: Deps, actor: StaffActor): Promise<{ token: string }> {
  const token = toHex(deps.random(32))
  const tokenTag = await deps.keys.tag('sign-in', token)
  await change(deps, actor, 'sign in', async (tx, about) => {
    const madeAt = deps.now()
    await tx.insert(signIns).values({
      tokenTag,
      personId: actor.personId,
      madeAt,
      seenAt: madeAt,
      endsAt: new Date(madeAt.getTime() + hours * 3_600_000),
    })
    about(actor.personId)
  })
  return { token }
}
