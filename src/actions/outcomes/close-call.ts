import { and, eq, inArray, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { atEnd, type Transaction } from '../../db/connect.ts'
import { calls } from '../../db/schema/calls.ts'
import { closings } from '../../db/schema/counts.ts'
import { tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import type { GivenOutcome } from '../../domain/outcome.ts'
import { Problem } from '../../domain/problem.ts'
import { randomId } from '../../domain/random-id.ts'
import { passOn } from '../calls/dispatch.ts'
import { movedDuty } from '../duty/move-duty.ts'
import { restAfter } from '../duty/rest-after.ts'
import { needTerritory, readOutcome, sealedOutcome } from './seal-outcome.ts'

/**
 * Closes a call with its coded outcome, once, by whoever answered it; while still talking it ends the call. The number
 * and the draft are forgotten, the counselor is free. `invalid_input`, `not_found` (also for other people's calls),
 * `already_closed`.
 */
export async function closeCall(
  deps: Deps,
  counselor: CounselorActor,
  { callId, outcome: given }: { callId: string; outcome: GivenOutcome },
): Promise<void> {
  const outcome = readOutcome(given, 'call')
  const id = randomId(deps.random(16))
  const sealed = await sealedOutcome(deps, id, outcome)
  await change(deps, counselor, 'close call', async (tx, about) => {
    const now = deps.now()
    about(callId)
    await needTerritory(tx, outcome)
    const mine = and(eq(calls.id, callId), eq(calls.counselorId, counselor.personId))
    const [closed] = await tx
      .update(calls)
      .set({
        state: 'closed',
        closedAt: now,
        endedAt: sql`coalesce(${calls.endedAt}, ${now.toISOString()})`,
        contactSealed: null,
        draftSealed: null,
      })
      .where(and(mine, inArray(calls.state, ['talking', 'wrap_up'])))
      .returning({ arrivedAt: calls.arrivedAt, answeredAt: calls.answeredAt })
    if (!closed) throw await whyNot(tx, mine)
    atEnd(tx, tx.insert(closings).values({ id, callId, closedAt: now, ...sealed }))
    const { partnerId } = counselor
    const at = closed.arrivedAt
    const seconds = Math.round((now.getTime() - (closed.answeredAt ?? now).getTime()) / 1000)
    await tally(tx, [
      { at, measure: 'people_helped', partnerId, amount: outcome.peopleHelped },
      // Without its partner: how long somebody takes is nobody's figure.
      { at, measure: 'call_handled', amount: Math.max(0, seconds) },
    ])
    await restAfter(deps, tx, counselor.personId, outcome.riskAnswer)
    atEnd(tx, movedDuty(tx, counselor.personId, ['talking', 'wrap_up'], 'free', now))
  })
  await passOn(deps)
}

async function whyNot(tx: Transaction, mine: ReturnType<typeof and>) {
  const [found] = await tx.select({ id: calls.id }).from(calls).where(mine)
  return new Problem(found ? 'already_closed' : 'not_found')
}
