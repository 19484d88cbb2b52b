import { sql } from 'drizzle-orm'
import journal from '../../drizzle/meta/_journal.json' with { type: 'json' }
import { type Reader, rows, sqlStateOf } from './connect.ts'

/** How many migrations this program was written for; known without a file system. */
export const expectedVersion: number = journal.entries.length

/** undefined_table, invalid_schema_name */
const neverMigrated = new Set(['42P01', '3F000'])

/** How many migrations the database has seen; 0 for an empty one. */
export async function schemaVersion(db: Reader): Promise<number> {
  try {
    const [answer] = await rows<{ n: number }>(
      db,
      sql`select count(*) as n from drizzle.__drizzle_migrations`,
    )
    return answer?.n ?? 0
  } catch (error) {
    if (neverMigrated.has(sqlStateOf(error) ?? '')) return 0
    throw error
  }
}
