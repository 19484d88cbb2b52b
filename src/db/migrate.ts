import { sql } from 'drizzle-orm'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { advisoryKeys } from './advisory-keys.ts'
import { connect, type Database, type Transaction } from './connect.ts'
import { putUpWalls } from './walls.ts'

/** A migration may rewrite tables, and may wait for another machine that migrates. */
const deadlineMs = 15 * 60_000

/**
 * Brings the database at `url` to the newest schema, in one transaction: wholly or not at all.
 * Several at once are safe; the later find nothing left to do. `folder` holds drizzle's migrations.
 */
export async function migrate(url: string, folder = 'drizzle'): Promise<void> {
  const { db, close } = connect(url, { slots: 1, deadlineMs, serverTimeouts: false, prepare: false })
  try {
    await db.transaction(tx => migrateIn(tx, folder))
  } finally {
    await close()
  }
}

/** The same inside a transaction, with what else belongs to it. */
export async function migrateIn(tx: Transaction, folder = 'drizzle'): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${advisoryKeys.migrate})`)
  // Drizzle's migrator asks for a database; inside a transaction it makes a savepoint.
  await applyMigrations(tx as unknown as Database, { migrationsFolder: folder })
  await putUpWalls(tx)
}
