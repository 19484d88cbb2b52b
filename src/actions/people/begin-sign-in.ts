import { change } from '../../db/change.ts'
import { signIns } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { StaffActor } from '../../domain/actor.ts'
import type { DeviceWord } from '../../domain/device-word.ts'
import { toHex } from '../../domain/hex.ts'
import { randomId } from '../../domain/random-id.ts'

const hours = 12

/** From which device; `admitted` says whether all doors open, or only those to set up a way in. */
export type Beginning = { device?: DeviceWord; admitted?: boolean }

/**
 * Signs a member of staff in for 12 hours, which counts as having proved to be there; returns the opaque token, of
 * which only a keyed hash is kept, and the id of the sign-in.
 */
export async function beginSignIn(
  deps: Deps,
  actor: StaffActor,
  { device = 'other', admitted = true }: Beginning = {},
): Promise<{ token: string; signInId: string }> {
  const token = toHex(deps.random(32))
  const tokenTag = await deps.keys.tag('sign-in', token)
  const id = randomId(deps.random(16))
  await change(deps, actor, 'sign in', async (tx, about) => {
    const madeAt = deps.now()
    await tx.insert(signIns).values({
      tokenTag,
      id,
      personId: actor.personId,
      madeAt,
      seenAt: madeAt,
      endsAt: new Date(madeAt.getTime() + hours * 3_600_000),
      device,
      provenAt: madeAt,
      admittedAt: admitted ? madeAt : null,
    })
    about(actor.personId)
  })
  return { token, signInId: id }
}
