import { type SQL, sql, type WithSubquery } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import { Pool } from './pool.ts'
import { inTransaction, statements } from './transaction.ts'

export { constraintOf, DatabaseLost, isLost, sqlStateOf } from './lost.ts'

/** The whole database, reading and writing; held by `db/change.ts`, tests and the command line. */
export type Database = PostgresJsDatabase

/** One transaction, ended by its work returning (COMMIT) or throwing (ROLLBACK). */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

type Selecting = 'select' | 'selectDistinct' | 'selectDistinctOn'

/** A handle whose type cannot write; `deps.db` is one. */
export type Reader = Pick<Database, Selecting | '$with' | '$count'> & {
  with(...queries: WithSubquery[]): Pick<ReturnType<Database['with']>, Selecting>
}

/** A database and the way to let go of it. */
export type Connection = { db: Database; close(): Promise<void> }

/**
 * How to connect: `slots` connections at most; `deadlineMs` per statement or transaction, the wait included;
 * `serverTimeouts` off where something between us and PostgreSQL refuses settings at connecting;
 * `prepare` off where it cannot keep named statements.
 */
export type ConnectOptions = {
  slots?: number
  deadlineMs?: number
  serverTimeouts?: boolean
  prepare?: boolean
}

/** Opens a pool for `url`; connections are made when they are needed, and replaced when they die. */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const { slots = 10, deadlineMs = 4_000, serverTimeouts = true, prepare = true } = options
  const pool = new Pool(url, slots, { deadlineMs, serverTimeouts })
  const client = {
    options: { parsers: {}, serializers: {} },
    unsafe: statements((text, values, arrays) =>
      pool.lend(slot => slot.send(text, values, { prepare, arrays })),
    ),
    begin: <T>(work: (client: unknown) => Promise<T>) =>
      pool.lend(slot => inTransaction(slot, prepare, work)),
  }
  return { db: drizzle(client as unknown as Sql), close: () => pool.close() }
}

/**
 * The rows of a raw query as plain objects: `timestamptz` as Date, `date` as text, `bigint` as number,
 * `numeric` as text. The query stands inside a select, where PostgreSQL takes no insert, update or delete.
 */
export async function rows<T>(db: Reader | Transaction, query: SQL): Promise<T[]> {
  const answer = await (db as Database).execute(sql`select t.* from (${query}) t`)
  return Array.from(answer) as T[]
}
