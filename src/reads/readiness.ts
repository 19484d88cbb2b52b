import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import { expectedVersion } from '../db/schema-version.ts'
import type { Deps } from '../deps.ts'

/**
 * Whether requests can be served: the database answers, and its schema is the one this program expects. Without `keys`
 * the line and the numbers are still served, so it stays ready; nothing can be booked, and no contact opened.
 */
export async function readiness(deps: Pick<Deps, 'db' | 'keys'>) {
  const keys = await deps.keys.ages().then(
    () => true,
    () => false,
  )
  try {
    const [found] = await rows<{ version: number }>(
      deps.db,
      sql`select count(*)::int as version from drizzle.__drizzle_migrations`,
    )
    const schema = found?.version ?? 0
    return {
      ready: schema === expectedVersion,
      database: true,
      keys,
      schema,
      expectedSchema: expectedVersion,
    }
  } catch {
    return { ready: false, database: false, keys, schema: null, expectedSchema: expectedVersion }
  }
}
