import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { authenticatorApps, passkeys, recoveryCodes } from '../../db/schema/credentials.ts'
import { people } from '../../db/schema/people.ts'
import { Problem } from '../../domain/problem.ts'

/** How many ways in a person has: passkeys, and an authenticator app or none. */
export async function waysIn(tx: Transaction, personId: string): Promise<number> {
  const [keys, apps] = [
    await tx.$count(passkeys, eq(passkeys.personId, personId)),
    await tx.$count(
      authenticatorApps,
      and(eq(authenticatorApps.personId, personId), isNotNull(authenticatorApps.confirmedAt)),
    ),
  ]
  return keys + apps
}

/** Holds a person's ways in still until the transaction ends; `forbidden` for somebody who has left. */
export async function holdWaysIn(tx: Transaction, personId: string): Promise<void> {
  const [person] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.retiredAt)))
    .for('no key update')
  if (!person) throw new Problem('forbidden')
}

/** Takes all ways in from a person, recovery codes too. */
export async function dropWaysIn(tx: Transaction, personId: string): Promise<void> {
  await tx.delete(passkeys).where(eq(passkeys.personId, personId))
  await tx.delete(authenticatorApps).where(eq(authenticatorApps.personId, personId))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId))
}

/** Uses up a recovery code by its tag; false when this person has no such code, or used it before. */
export async function useRecoveryCode(
  tx: Transaction,
  personId: string,
  codeTag: string,
  usedAt: Date,
): Promise<boolean> {
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt })
    .where(
      and(
        eq(recoveryCodes.codeTag, codeTag),
        eq(recoveryCodes.personId, personId),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ one: sql`1` })
  return used.length === 1
}
