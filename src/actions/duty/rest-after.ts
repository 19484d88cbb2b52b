import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { duties } from '../../db/schema/duty.ts'
import type { Deps } from '../../deps.ts'
import type { RiskAnswer } from '../../domain/codes.ts'

/**
 * Lets somebody who is on duty rest for REST_MINUTES after a contact of high risk; nothing where that is 0. Kept no
 * longer than until their next offer, or the end of the duty: it tells what the contact was.
 */
export async function restAfter(
  { config, now }: Pick<Deps, 'config' | 'now'>,
  tx: Transaction,
  counselorId: string,
  riskAnswer: RiskAnswer,
): Promise<void> {
  if (riskAnswer !== 'high' || config.REST_MINUTES === 0) return
  await tx
    .update(duties)
    .set({ restUntil: new Date(now().getTime() + config.REST_MINUTES * 60_000) })
    .where(and(eq(duties.counselorId, counselorId), isNull(duties.endedAt)))
}
