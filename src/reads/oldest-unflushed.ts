import { sql } from 'drizzle-orm'
import { acting, rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'

/** The earliest local day whose key an outcome still needs that is sealed at its contact or in the spool, if any. */
export async function oldestUnflushed(deps: Pick<Deps, 'db'>): Promise<string | undefined> {
  const [found] = await rows<{ day: string | null }>(
    acting(deps.db, 'tick'),
    sql`select least(
        (select min(closed_on) from closings where outcome_sealed is not null),
        (select min(opens_until) from spool))::text as day`,
  )
  return found?.day ?? undefined
}
