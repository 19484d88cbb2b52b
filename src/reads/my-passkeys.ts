import { asc, eq } from 'drizzle-orm'
import { passkeys } from '../db/schema/credentials.ts'
import type { Deps } from '../deps.ts'

/** What a browser is told of a person's passkeys, so that it asks for one of them, or makes none twice. */
export function myPasskeys(
  { db }: Pick<Deps, 'db'>,
  personId: string,
): Promise<{ credentialId: string; transports: string[] }[]> {
  return db
    .select({ credentialId: passkeys.credentialId, transports: passkeys.transports })
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
    .orderBy(asc(passkeys.madeAt))
}
