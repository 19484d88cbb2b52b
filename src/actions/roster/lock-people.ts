import { inArray } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { people } from '../../db/schema/people.ts'

/** Locks people's rows, always in one order: whoever books, plans or retires one of them waits for the same rows. */
export async function lockPeople(tx: Transaction, ids: string[]): Promise<void> {
  await tx
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, ids))
    .orderBy(people.id)
    .for('no key update')
}
