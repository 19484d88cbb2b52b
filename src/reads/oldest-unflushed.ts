import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'

/** The earliest local day that has outcomes which are still sealed at their contact; undefined when there are none. */
export async function oldestUnflushed(deps: Pick<Deps, 'db'>): Promise<string | undefined> {
  const [found] = await rows<{ day: string | null }>(
    deps.db,
    sql`select min(closed_on)::text as day from closings where outcome_sealed is not null`,
  )
  return found?.day ?? undefined
}
