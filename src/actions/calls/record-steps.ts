import { atEnd, type Transaction } from '../../db/connect.ts'
import { routingSteps } from '../../db/schema/calls.ts'
import type { RoutingStep } from '../../domain/routing-explanation.ts'

/** Keeps what a round of `dispatch` decided, in reasons; forgotten with its calls. */
export async function recordSteps(tx: Transaction, steps: readonly RoutingStep[], now: Date): Promise<void> {
  if (steps.length === 0) return
  const values = steps.map(({ contactId, ...step }) => ({ ...step, callId: contactId, at: now }))
  atEnd(tx, tx.insert(routingSteps).values(values))
}
