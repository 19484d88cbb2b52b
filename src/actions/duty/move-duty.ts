import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { duties } from '../../db/schema/duty.ts'
import type { DutyState } from '../../domain/routing.ts'

/**
 * Moves somebody's running duty from one of these states to another, and says whether it stood in one of them.
 * `idleSince` left out keeps the place among those who wait for a call.
 */
export async function moveDuty(
  tx: Transaction,
  counselorId: string,
  from: DutyState[],
  to: DutyState,
  idleSince?: Date,
): Promise<boolean> {
  const moved = await movedDuty(tx, counselorId, from, to, idleSince).returning({ id: duties.id })
  return moved.length > 0
}

/** The same as a statement that is not sent yet, for whoever leaves it for the end of the transaction. */
export function movedDuty(
  tx: Transaction,
  counselorId: string,
  from: DutyState[],
  to: DutyState,
  idleSince?: Date,
) {
  return tx
    .update(duties)
    .set({ state: to, awayBecause: null, ...(idleSince && { idleSince }) })
    .where(and(eq(duties.counselorId, counselorId), inArray(duties.state, from), isNull(duties.endedAt)))
}
