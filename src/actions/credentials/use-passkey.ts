import { and, eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { passkeys } from '../../db/schema/credentials.ts'
import { people, signIns } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor, StaffActor } from '../../domain/actor.ts'
import { readPasskeyAnswer } from '../../domain/passkey-answer.ts'
import { Problem } from '../../domain/problem.ts'
import { checkedPasskey, relyingParty } from '../../outside/passkeys.ts'
import { type Asking, isLiveChallenge, spendChallenge } from './challenge.ts'

/** Says whose passkey answered, to sign that person in. Refuses `passkey_refused` for anything else. */
export async function signInWithPasskey(
  deps: Deps,
  actor: CallerActor,
  { answer }: { answer: unknown },
): Promise<{ personId: string }> {
  return used(deps, actor, { purpose: 'sign-in' }, answer)
}

/** Proves with a passkey that the person of this sign-in is there. Refuses `passkey_refused`. */
export async function provePresenceWithPasskey(
  deps: Deps,
  actor: StaffActor,
  { answer, signInId }: { answer: unknown; signInId: string },
): Promise<void> {
  await used(deps, actor, { purpose: 'prove', personId: actor.personId }, answer, signInId)
}

async function used(
  deps: Deps,
  actor: CallerActor | StaffActor,
  asking: Asking,
  typed: unknown,
  signInId?: string,
): Promise<{ personId: string }> {
  const answer = readPasskeyAnswer(typed)
  if (!answer || !(await isLiveChallenge(deps, asking, answer.challenge)))
    throw new Problem('passkey_refused')
  return change(deps, actor, signInId ? 'prove presence' : 'sign in with passkey', async (tx, about) => {
    const ofPerson = 'personId' in asking ? eq(passkeys.personId, asking.personId) : undefined
    // Locked: two answers of one device must not both count from the same counter.
    const [found] = await tx
      .select({ passkey: passkeys, retiredAt: people.retiredAt })
      .from(passkeys)
      .innerJoin(people, eq(people.id, passkeys.personId))
      .where(and(eq(passkeys.credentialId, answer.credentialId), ofPerson))
      .for('update', { of: passkeys })
    if (!found || found.retiredAt) throw new Problem('passkey_refused')
    const { passkey } = found
    const told = await checkedPasskey(relyingParty(deps.config), answer.challenge, passkey, answer.whole)
    if (!told || !(await spendChallenge(deps, tx, answer.challenge))) throw new Problem('passkey_refused')
    await tx
      .update(passkeys)
      .set({ ...told, usedAt: deps.now() })
      .where(eq(passkeys.id, passkey.id))
    if (signInId) await tx.update(signIns).set({ provenAt: deps.now() }).where(eq(signIns.id, signInId))
    about(passkey.personId)
    return { personId: passkey.personId }
  })
}
