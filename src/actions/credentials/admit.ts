import { eq } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { signIns } from '../../db/schema/people.ts'

/** Opens all doors to a sign-in: its person has proved to be there with a way in of their own. */
export async function admit(tx: Transaction, signInId: string, at: Date): Promise<void> {
  await tx.update(signIns).set({ admittedAt: at, provenAt: at }).where(eq(signIns.id, signInId))
}
