import { change } from '../../db/change.ts'
import { passkeys } from '../../db/schema/credentials.ts'
import type { Deps } from '../../deps.ts'
import type { StaffActor } from '../../domain/actor.ts'
import { readPasskeyAnswer } from '../../domain/passkey-answer.ts'
import { Problem } from '../../domain/problem.ts'
import { checkedNewPasskey, relyingParty } from '../../outside/passkeys.ts'
import { admit } from './admit.ts'
import { isLiveChallenge, spendChallenge } from './challenge.ts'
import { firstRecoveryCodes } from './recovery-codes.ts'
import { holdWaysIn, waysIn } from './ways-in.ts'

const mostPerPerson = 20

/**
 * Keeps a passkey that the browser of this sign-in has just made, under a name that the person gave it. With the
 * first way in come ten recovery codes, shown once. Refuses `passkey_refused`, and `too_many` from the 21st on.
 */
export async function addPasskey(
  deps: Deps,
  actor: StaffActor,
  { answer: typed, name, signInId }: { answer: unknown; name: string; signInId: string },
): Promise<{ recoveryCodes: string[] }> {
  const answer = readPasskeyAnswer(typed)
  const asking = { purpose: 'register', personId: actor.personId } as const
  if (!answer || !(await isLiveChallenge(deps, asking, answer.challenge)))
    throw new Problem('passkey_refused')
  const made = await checkedNewPasskey(relyingParty(deps.config), answer.challenge, answer.whole)
  if (!made) throw new Problem('passkey_refused')
  return change(deps, actor, 'add passkey', async (tx, about) => {
    about(actor.personId)
    await holdWaysIn(tx, actor.personId)
    if (!(await spendChallenge(deps, tx, answer.challenge))) throw new Problem('passkey_refused')
    if ((await waysIn(tx, actor.personId)) >= mostPerPerson) throw new Problem('too_many')
    const kept = await tx
      .insert(passkeys)
      .values({ ...made, personId: actor.personId, name, madeAt: deps.now() })
      .onConflictDoNothing()
      .returning({ id: passkeys.id })
    if (kept.length === 0) throw new Problem('passkey_refused')
    await admit(tx, signInId, deps.now())
    return { recoveryCodes: await firstRecoveryCodes(deps, tx, actor.personId) }
  })
}
