import { sql } from 'drizzle-orm'
import type { BackupHead, BackupTable } from './backup.ts'
import { tables } from './backup.ts'
import { connect, rows, type Transaction } from './connect.ts'
import { migrateIn } from './migrate.ts'
import { expectedVersion, schemaVersion } from './schema-version.ts'

const deadlineMs = 6 * 3_600_000
const rowsAtOnce = 500

/** Why a backup is not restored; the database is as it was. */
export type RestoreFault = 'not_empty' | 'not_a_backup' | 'too_new' | 'not_whole'

/** A backup that was not restored, and why. */
export class NotRestored extends Error {
  override name = 'NotRestored'
  readonly fault: RestoreFault
  constructor(fault: RestoreFault) {
    super(fault)
    this.fault = fault
  }
}

/**
 * Puts a backup into the empty database at `url`, wholly or not at all: the schema of that time, the rows, then whatever
 * the schema has become since. Nobody stays signed in. Answers how many rows came back.
 * `folderOf` makes a folder with the first so many migrations.
 */
export async function restore(
  url: string,
  lines: AsyncIterator<string>,
  folderOf: (version: number) => Promise<string>,
): Promise<number> {
  const { schema } = readHead((await lines.next()).value)
  const { db, close } = connect(url, { slots: 2, deadlineMs, serverTimeouts: false, prepare: false })
  try {
    return await db.transaction(async tx => {
      if ((await schemaVersion(db)) > 0) throw new NotRestored('not_empty')
      await migrateIn(tx, await folderOf(schema))
      const count = await fill(tx, lines)
      await migrateIn(tx)
      return count
    })
  } finally {
    await close()
  }
}

function readHead(line: string | undefined): BackupHead {
  const head = parsed(line) as BackupHead | undefined
  if (head?.heartline !== 'backup' || head.format !== 1) throw new NotRestored('not_a_backup')
  if (head.schema > expectedVersion) throw new NotRestored('too_new')
  return head
}

async function fill(tx: Transaction, lines: AsyncIterator<string>): Promise<number> {
  const known = new Set((await tables(tx)).map(({ table }) => table))
  const links = await unlink(tx)
  for (const table of known) {
    await tx.execute(sql`alter table ${sql.identifier(table)} disable trigger user`)
    // What migrations have put in stands in the backup as well.
    await tx.execute(sql`delete from ${sql.identifier(table)}`)
  }
  let count = 0
  let table: BackupTable | undefined
  let waiting: string[] = []
  const flush = async () => {
    if (table && waiting.length > 0) await insert(tx, table, waiting)
    count += waiting.length
    waiting = []
  }
  for (let next = await lines.next(); ; next = await lines.next()) {
    if (next.done) throw new NotRestored('not_whole')
    const line = parsed(next.value) as Partial<BackupTable> & { end?: true; rows?: number }
    if (line?.end === true && line.rows !== undefined) {
      await flush()
      if (count !== line.rows) throw new NotRestored('not_whole')
      break
    }
    if (line?.table !== undefined && Array.isArray(line.columns)) {
      await flush()
      table = { table: line.table, columns: line.columns }
      if (!known.has(line.table)) throw new NotRestored('not_a_backup')
    } else {
      waiting.push(next.value)
      if (waiting.length >= rowsAtOnce) await flush()
    }
  }
  await tx.execute(sql`delete from sign_ins`)
  await wind(tx)
  for (const name of known) await tx.execute(sql`alter table ${sql.identifier(name)} enable trigger user`)
  for (const { table, name, definition } of links)
    await tx.execute(
      sql`alter table ${sql.identifier(table)} add constraint ${sql.identifier(name)} ${sql.raw(definition)}`,
    )
  return count
}

/** Takes away what ties tables to each other, so that they come in any order; to be put back, and checked then. */
async function unlink(tx: Transaction) {
  const links = await rows<{ table: string; name: string; definition: string }>(
    tx,
    sql`select r.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
        from pg_constraint k join pg_class r on r.oid = k.conrelid
        where k.contype = 'f' and r.relnamespace = 'public'::regnamespace`,
  )
  for (const { table, name } of links)
    await tx.execute(sql`alter table ${sql.identifier(table)} drop constraint ${sql.identifier(name)}`)
  return links
}

function insert(tx: Transaction, { table, columns }: BackupTable, lines: string[]) {
  const names = sql.join(
    columns.map(name => sql.identifier(name)),
    sql`, `,
  )
  return tx.execute(
    sql`insert into ${sql.identifier(table)} (${names}) overriding system value
        select ${names} from json_populate_recordset(null::${sql.identifier(table)}, ${`[${lines.join(',')}]`}::json)`,
  )
}

/** Counters go on after the highest number that came back. */
async function wind(tx: Transaction) {
  const counters = await rows<{ table: string; column: string }>(
    tx,
    sql`select c.relname as "table", a.attname as "column" from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attidentity <> ''
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  )
  for (const { table, column } of counters)
    await tx.execute(
      sql`select setval(pg_get_serial_sequence(${table}, ${column}),
            coalesce((select max(${sql.identifier(column)}) from ${sql.identifier(table)}), 0) + 1, false)`,
    )
}

function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '')
  } catch {
    throw new NotRestored('not_a_backup')
  }
}
