import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { authenticatorApps } from '../../db/schema/credentials.ts'
import type { Deps } from '../../deps.ts'
import type { StaffActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { randomId } from '../../domain/random-id.ts'
import { readTotpCode, totpStepOf } from '../../domain/totp.ts'
import { admit } from './admit.ts'
import { appSecret } from './app-secret.ts'
import { firstRecoveryCodes } from './recovery-codes.ts'
import { limitedTry } from './try-limit.ts'
import { holdWaysIn, waysIn } from './ways-in.ts'

/** Begins to set up an authenticator app: the secret is shown once, and counts after its first code. */
export async function beginApp(deps: Deps, actor: StaffActor): Promise<{ secret: Uint8Array }> {
  const id = randomId(deps.random(16))
  await change(deps, actor, 'begin authenticator app', async (tx, about) => {
    about(actor.personId)
    await holdWaysIn(tx, actor.personId)
    const open = and(eq(authenticatorApps.personId, actor.personId), isNull(authenticatorApps.confirmedAt))
    await tx.delete(authenticatorApps).where(open)
    await tx.insert(authenticatorApps).values({ id, personId: actor.personId, madeAt: deps.now() })
  })
  return { secret: await appSecret(deps, id) }
}

/** The secret that is being set up and not confirmed yet, to be shown again after a mistyped code. */
export async function secretBeingSetUp(deps: Deps, actor: StaffActor): Promise<Uint8Array | undefined> {
  const [open] = await deps.db
    .select({ id: authenticatorApps.id })
    .from(authenticatorApps)
    .where(and(eq(authenticatorApps.personId, actor.personId), isNull(authenticatorApps.confirmedAt)))
  return open && appSecret(deps, open.id)
}

/**
 * Confirms the app with its first code; an earlier app no longer counts. With the first way in come ten recovery
 * codes, shown once. Refuses `not_found` when none is being set up, `app_code_wrong`, `try_later`.
 */
export async function confirmApp(
  deps: Deps,
  actor: StaffActor,
  { code, signInId }: { code: string; signInId: string },
): Promise<{ recoveryCodes: string[] }> {
  const { personId } = actor
  const tried = await change(deps, actor, 'confirm authenticator app', async (tx, about) => {
    about(personId)
    await holdWaysIn(tx, personId)
    return limitedTry(deps, tx, `confirm ${personId}`, async () => {
      const mine = eq(authenticatorApps.personId, personId)
      const [open] = await tx
        .select()
        .from(authenticatorApps)
        .where(and(mine, isNull(authenticatorApps.confirmedAt)))
      if (!open) return new Problem('not_found')
      const now = deps.now()
      const lastStep = await totpStepOf(await appSecret(deps, open.id), readTotpCode(code) ?? '', now, 0)
      if (lastStep === undefined) return new Problem('app_code_wrong')
      await tx.delete(authenticatorApps).where(and(mine, ne(authenticatorApps.id, open.id)))
      await tx
        .update(authenticatorApps)
        .set({ confirmedAt: now, lastStep })
        .where(eq(authenticatorApps.id, open.id))
      await admit(tx, signInId, now)
      return { recoveryCodes: await firstRecoveryCodes(deps, tx, personId) }
    })
  })
  if (tried.refusal) throw tried.refusal
  return tried.found
}

/** Takes one's authenticator app away. Refuses `not_found`, and `last_way_in` for the only way in. */
export async function removeApp(deps: Deps, actor: StaffActor): Promise<void> {
  await change(deps, actor, 'remove authenticator app', async (tx, about) => {
    about(actor.personId)
    await holdWaysIn(tx, actor.personId)
    const confirmed = isNotNull(authenticatorApps.confirmedAt)
    const removed = await tx
      .delete(authenticatorApps)
      .where(and(eq(authenticatorApps.personId, actor.personId), confirmed))
      .returning({ id: authenticatorApps.id })
    if (removed.length === 0) throw new Problem('not_found')
    if ((await waysIn(tx, actor.personId)) === 0) throw new Problem('last_way_in')
  })
}
