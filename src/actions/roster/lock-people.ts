import { inArray } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { people } from '../../db/schema/people.ts'
import { takeTurn } from '../calls/take-turn.ts'

/**
 * Locks people's rows, always in one order: whoever books, plans or retires one of them waits for the same rows. For
 * several it takes the turn first: bookings that change hands between them write the ledger of each at the end, as a
 * round of offers does, and two who do that in different orders would wait for each other.
 */
export async function lockPeople(tx: Transaction, ids: string[]): Promise<void> {
  if (new Set(ids).size > 1) await takeTurn(tx)
  await tx
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, ids))
    .orderBy(people.id)
    .for('no key update')
}
