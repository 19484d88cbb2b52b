import { type SQL, sql, type WithSubquery } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import { Pool } from './pool.ts'
import type { Slot } from './slot.ts'

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

type Run = (text: string, values: unknown[], arrays: boolean) => Promise<unknown>

/** What drizzle expects of `sql.unsafe`: a promise that can be told, before it runs, to answer in arrays. */
function statements(run: Run) {
  return (text: string, values: unknown[] = []) => {
    let arrays = false
    const answer = Promise.resolve().then(() => run(text, values, arrays))
    return Object.assign(answer, {
      values() {
        arrays = true
        return answer
      },
    })
  }
}

/** BEGIN, the work, and COMMIT or ROLLBACK, all on the one lent slot. */
async function inTransaction<T>(slot: Slot, prepare: boolean, work: (client: unknown) => Promise<T>) {
  await slot.begin()
  const scope = open(slot, prepare)
  let result: T
  try {
    result = await work(scope.client)
  } catch (error) {
    scope.close()
    // A slot that cannot roll back is dropped by the failing send, and the server rolls back by itself.
    await slot.send('rollback', [], { prepare: false }).catch(() => {})
    throw error
  }
  scope.close()
  const { command } = await slot.send('commit', [], { prepare: false })
  // COMMIT of a transaction in which a statement failed answers ROLLBACK, and is no error to PostgreSQL.
  if (command !== 'COMMIT') {
    throw new Error('A statement failed inside the transaction: it was rolled back.', {
      cause: scope.failure(),
    })
  }
  return result
}

/**
 * The client that drizzle gets inside a transaction. It is closed before COMMIT or ROLLBACK is sent,
 * so that a straggler of a failed `Promise.all` cannot write after it.
 */
function open(slot: Slot, prepare: boolean) {
  let closed = false
  let depth = 0
  let failure: unknown
  const allowed = () => {
    if (closed) throw new Error('This transaction has ended.')
  }
  const savepoint = async <T>(work: (client: unknown) => Promise<T>): Promise<T> => {
    const name = `nested_${++depth}`
    await slot.send(`savepoint ${name}`, [], { prepare: false }, allowed)
    const inner = open(slot, prepare)
    try {
      const result = await work(inner.client)
      inner.close()
      await slot.send(`release savepoint ${name}`, [], { prepare: false }, allowed)
      return result
    } catch (error) {
      inner.close()
      await slot.send(`rollback to savepoint ${name}`, [], { prepare: false }, allowed).catch(() => {})
      throw error
    }
  }
  const client = {
    options: { parsers: {}, serializers: {} },
    unsafe: statements((text, values, arrays) =>
      slot.send(text, values, { prepare, arrays }, allowed).catch(error => {
        failure ??= error
        throw error
      }),
    ),
    savepoint,
    begin: savepoint,
  }
  return {
    client,
    close: () => {
      closed = true
    },
    failure: () => failure,
  }
}
