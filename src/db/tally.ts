import type { Measure } from '../domain/measures.ts'
import { atEnd, type Transaction } from './connect.ts'
import { tallies } from './schema/counts.ts'

export type Tally = {
  at: Date
  measure: Measure
  partnerId?: string | null
  amount?: number
  waitSeconds?: number
}

/** Counts what just happened, at the end of the same transaction; amounts of zero leave no row. */
export async function tally(tx: Transaction, entries: Tally[]): Promise<void> {
  const counting = entries.filter(entry => entry.amount !== 0)
  if (counting.length > 0) atEnd(tx, tx.insert(tallies).values(counting))
}
