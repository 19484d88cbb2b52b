import { sql } from 'drizzle-orm'
import { connect, rows, type Transaction } from './connect.ts'
import { schemaVersion } from './schema-version.ts'

/** Work with a whole database takes as long as it takes. */
const deadlineMs = 6 * 3_600_000
const rowsAtOnce = 500

/** The first line of a backup: of which schema it is. */
export type BackupHead = { heartline: 'backup'; format: 1; schema: number; madeAt: string }
/** Stands before the rows of a table: its name, and the columns that are restored. */
export type BackupTable = { table: string; columns: string[] }
/** The last line, without which a backup is not whole. */
export type BackupEnd = { end: true; rows: number }

/**
 * Everything that is in the database at `url` at one moment, as lines of JSON: a head, then each table with its rows,
 * then how many rows they were. What is sealed stays sealed; the keys are not in the database.
 */
export async function backUp(
  url: string,
  madeAt: Date,
  write: (line: string) => Promise<void>,
): Promise<BackupEnd> {
  const { db, close } = connect(url, { slots: 1, deadlineMs, serverTimeouts: false, prepare: false })
  try {
    return await db.transaction(async tx => {
      await tx.execute(sql`set transaction isolation level repeatable read, read only`)
      // Rather fail than leave out what a policy hides from whoever makes the backup.
      await tx.execute(sql`set local row_security = off`)
      const head: BackupHead = {
        heartline: 'backup',
        format: 1,
        schema: await schemaVersion(tx),
        madeAt: madeAt.toISOString(),
      }
      await write(JSON.stringify(head))
      let count = 0
      for (const table of await tables(tx)) {
        await write(JSON.stringify(table))
        count += await writeRows(tx, table, write)
      }
      const end: BackupEnd = { end: true, rows: count }
      await write(JSON.stringify(end))
      return end
    })
  } finally {
    await close()
  }
}

/** Every table of ours with the columns that are written, not computed. */
export function tables(tx: Transaction): Promise<BackupTable[]> {
  return rows<{ table: string; columns: string }>(
    tx,
    sql`select c.relname as "table", json_agg(a.attname order by a.attnum)::text as columns
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attgenerated = ''
        group by c.relname order by c.relname`,
  ).then(found => found.map(({ table, columns }) => ({ table, columns: JSON.parse(columns) as string[] })))
}

async function writeRows(tx: Transaction, { table }: BackupTable, write: (line: string) => Promise<void>) {
  await tx.execute(
    sql`declare backed_up cursor for select row_to_json(t)::text as row from ${sql.identifier(table)} t`,
  )
  let count = 0
  for (;;) {
    const some = (await tx.execute(sql`fetch ${sql.raw(String(rowsAtOnce))} from backed_up`)) as unknown as {
      row: string
    }[]
    for (const { row } of some) await write(row)
    count += some.length
    if (some.length < rowsAtOnce) break
  }
  await tx.execute(sql`close backed_up`)
  return count
}
