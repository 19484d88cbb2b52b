import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Database } from '../../src/db/connect.ts'
import { rows } from '../../src/db/connect.ts'

/** What somebody has who holds a dump and the WAL, but no key: both tables as they stand, and every byte written. */
export type Stolen = {
  closings: { id: string; closed_on: string; closed_at: Date }[]
  outcomes: { id: string; week: string | null; month: string; mark: number }[]
  wal: Buffer
}

/** Takes a dump with its physical order and transaction numbers, and the WAL since `from` (its position then). */
export async function steal(db: Database, from: string): Promise<Stolen> {
  const closings = await rows<Stolen['closings'][number]>(
    db,
    sql`select id, closed_on, closed_at from closings order by closed_at`,
  )
  // pg_dump writes a table in the order of ctid; xmin is read beside it.
  const outcomes = await rows<Stolen['outcomes'][number]>(
    db,
    sql`select id, week, month, people_helped as mark from outcomes order by xmin::text::bigint, ctid`,
  )
  // What was committed lately is on the disk for certain only after a commit that waits for it.
  await db.transaction(async tx => {
    await tx.execute(sql`set local synchronous_commit = on`)
    await tx.execute(sql`select pg_current_xact_id()`)
  })
  return { closings, outcomes, wal: await walSince(db, from) }
}

/** Where the WAL stood, and the way to let the server throw away again what came since. */
export type KeptWal = { from: string; letGo(): Promise<void> }

/** Keeps all WAL from now on: a server throws old segments away, an attacker does not. */
export async function keepWal(db: Database): Promise<KeptWal> {
  const slot = `relink_${randomUUID().slice(0, 8)}`
  await db.execute(sql`select pg_create_physical_replication_slot(${slot}, true)`)
  const [found] = await rows<{ at: string }>(db, sql`select pg_current_wal_lsn()::text as at`)
  return {
    from: found?.at ?? '',
    letGo: async () => {
      await db.execute(sql`select pg_drop_replication_slot(${slot})`)
    },
  }
}

/** The bytes of all segments from that of a position on, in order; those recycled for later hold older bytes. */
async function walSince(db: Database, from: string): Promise<Buffer> {
  const [found] = await rows<{ folder: string; first: string; last: string }>(
    db,
    sql`select current_setting('data_directory') as folder, pg_walfile_name(${from}::pg_lsn) as first,
          pg_walfile_name(pg_current_wal_lsn()) as last`,
  )
  const folder = join(found?.folder ?? '', 'pg_wal')
  const names = readdirSync(folder)
    .filter(
      name => /^[0-9A-F]{24}$/.test(name) && name >= (found?.first ?? '') && name <= (found?.last ?? ''),
    )
    .sort()
  return Buffer.concat(names.map(name => readFileSync(join(folder, name))))
}

/** Guesses of which outcome belongs to which closing: each way of setting one order beside another. */
export function relink({
  closings,
  outcomes,
  wal,
}: Stolen): Record<string, [closing: string, mark: number][]> {
  const inWal = (id: string, last = false) => {
    const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
    return last ? wal.lastIndexOf(bytes) : wal.indexOf(bytes)
  }
  const by = <Row>(list: readonly Row[], place: (row: Row) => number | string) =>
    [...list].sort((a, b) => (place(a) < place(b) ? -1 : 1))
  const closingOrders = {
    'time closed': by(closings, ({ closed_at }) => closed_at.getTime()),
    'first in WAL': by(closings, ({ id }) => inWal(id)),
    'last in WAL': by(closings, ({ id }) => inWal(id, true)),
    id: by(closings, ({ id }) => id),
  }
  const outcomeOrders = {
    'xmin and ctid': outcomes,
    'first in WAL': by(outcomes, ({ id }) => inWal(id)),
    id: by(outcomes, ({ id }) => id),
  }
  return Object.fromEntries(
    Object.entries(closingOrders).flatMap(([one, closed]) =>
      Object.entries(outcomeOrders).map(([other, told]) => [
        `${one} / ${other}`,
        closed.flatMap(({ id }, place): [string, number][] => (told[place] ? [[id, told[place].mark]] : [])),
      ]),
    ),
  )
}
