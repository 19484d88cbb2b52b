import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { authenticatorApps } from '../../db/schema/credentials.ts'
import { people, signIns } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor, StaffActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { readTotpCode, totpStepOf } from '../../domain/totp.ts'
import { appSecret } from './app-secret.ts'
import { limitedTry } from './try-limit.ts'

/**
 * Says whose authenticator app showed this code, to sign that person in. Refuses `app_code_wrong`, alike where there is
 * no such person, and `try_later`. A browser that the person signed in with before is counted by itself: whoever
 * guesses from elsewhere does not keep them waiting.
 */
export async function signInWithApp(
  deps: Deps,
  actor: CallerActor,
  { mail, code, browser }: { mail: string; code: string; browser?: string },
): Promise<{ personId: string }> {
  const tried = await change(deps, actor, 'sign in with authenticator app', async (tx, about) =>
    limitedTry(deps, tx, `app ${mail.toLowerCase()} ${browser ?? ''}`, async () => {
      const [person] = await tx
        .select({ id: people.id })
        .from(people)
        .where(and(sql`lower(${people.mail}) = lower(${mail})`, isNull(people.retiredAt)))
      if (person) about(person.id)
      const right = await usedCode(deps, tx, person?.id ?? nobody, code)
      return right && person ? { personId: person.id } : new Problem('app_code_wrong')
    }),
  )
  if (tried.refusal) throw tried.refusal
  return tried.found
}

/** Proves with an app's code that the person of this sign-in is there. Refuses `app_code_wrong`, `try_later`. */
export async function provePresenceWithApp(
  deps: Deps,
  actor: StaffActor,
  { code, signInId }: { code: string; signInId: string },
): Promise<void> {
  const { refusal } = await change(deps, actor, 'prove presence', async (tx, about) => {
    about(actor.personId)
    // Counted for each sign-in: what somebody tries elsewhere does not keep this one waiting.
    return limitedTry(deps, tx, `prove ${signInId}`, async () => {
      if (!(await usedCode(deps, tx, actor.personId, code))) return new Problem('app_code_wrong')
      await tx.update(signIns).set({ provenAt: deps.now() }).where(eq(signIns.id, signInId))
      return true
    })
  })
  if (refusal) throw refusal
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** Uses up a code; where there is no app, the same work is done on one that does not exist. */
async function usedCode(deps: Deps, tx: Transaction, personId: string, typed: string): Promise<boolean> {
  const [app] = await tx
    .select()
    .from(authenticatorApps)
    .where(and(eq(authenticatorApps.personId, personId), isNotNull(authenticatorApps.confirmedAt)))
    .for('update')
  const secret = await appSecret(deps, app?.id ?? nobody)
  const lastStep = await totpStepOf(secret, readTotpCode(typed) ?? '', deps.now(), app?.lastStep ?? 0)
  if (!app || lastStep === undefined) return false
  await tx.update(authenticatorApps).set({ lastStep }).where(eq(authenticatorApps.id, app.id))
  return true
}
