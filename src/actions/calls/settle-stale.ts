import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { rows } from '../../db/connect.ts'
import { calls } from '../../db/schema/calls.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { settleExpired } from './settle-expired.ts'
import { earliestArrival, waitingInVain } from './still-waiting.ts'
import { takeTurn } from './take-turn.ts'

/**
 * Settles what can be waiting no longer: calls whose hangup never came, after twelve hours, and call-backs whose
 * number has been forgotten. They become `abandoned` and unanswered, and count as neither answered nor abandoned: how
 * long such a caller waited nobody knows. Calls that somebody outside answered as long ago are closed.
 */
export async function settleStale(deps: Deps, actor: SystemActor): Promise<void> {
  const now = deps.now()
  const long = earliestArrival(now)
  const [found] = await rows<{ stale: boolean }>(
    deps.db,
    sql`select exists (select from calls where ${waitingInVain(deps, now)})
          or exists (select from calls where state = 'talking' and counselor_id is null and answered_at <= ${long})
          or exists (select from offers where state = 'pending' and expires_at <= ${long}) as stale`,
  )
  if (!found?.stale) return
  await change(deps, actor, 'settle stale calls', async tx => {
    await takeTurn(tx)
    await settleExpired(tx, now)
    await tx
      .update(calls)
      .set({
        state: 'abandoned',
        endedAt: now,
        unansweredAt: sql`coalesce(${calls.unansweredAt}, ${now.toISOString()})`,
        contactSealed: null,
      })
      .where(waitingInVain(deps, now))
    await tx
      .update(calls)
      .set({ state: 'closed', endedAt: now, closedAt: now })
      .where(and(eq(calls.state, 'talking'), isNull(calls.counselorId), lte(calls.answeredAt, long)))
  })
}
