import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import { expectedVersion } from '../db/schema-version.ts'
import type { Deps } from '../deps.ts'

/** Whether requests can be served: the database answers, and its schema is the one this program expects. */
export async function readiness(deps: Pick<Deps, 'db'>) {
  try {
    const [found] = await rows<{ version: number }>(
      deps.db,
      sql`select count(*)::int as version from drizzle.__drizzle_migrations`,
    )
    const schema = found?.version ?? 0
    return { ready: schema === expectedVersion, database: true, schema, expectedSchema: expectedVersion }
  } catch {
    return { ready: false, database: false, schema: null, expectedSchema: expectedVersion }
  }
}
