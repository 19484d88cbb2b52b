import { sql } from 'drizzle-orm'
import { touch } from '../../db/change.ts'
import { rows } from '../../db/connect.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { horizonLeftMinutes } from '../../domain/ledger.ts'

/**
 * Takes calls, wrap-ups and breaks that go on a horizon further in the ledger, up to what was promised, and answers how
 * many; a call itself is never cut. It waits for nobody: whose time somebody else writes just now has its turn next time.
 */
export async function rollLedger(deps: Deps, _actor: SystemActor): Promise<number> {
  const now = deps.now()
  const ahead = new Date(now.getTime() + horizonLeftMinutes * 60_000)
  // Asked first: nearly always nothing is due, and a question costs one round trip.
  const [due] = await rows<{ found: boolean }>(
    deps.db,
    sql`select exists (
          select from (
            select counselor_id, answered_at as since from calls
              where state in ('talking', 'wrap_up') and counselor_id is not null
            union all
            select counselor_id, idle_since from duties where ended_at is null and state = 'break') running
          where since <= ${now} and not ledger_is_full(counselor_id, ${now}, ${ahead})) as found`,
  )
  if (!due?.found) return 0
  return touch(deps, async tx => {
    const [rolled] = await rows<{ count: number }>(
      tx,
      sql`select ledger_roll(${now}, make_interval(mins => ${horizonLeftMinutes})) as count`,
    )
    return rolled?.count ?? 0
  })
}
