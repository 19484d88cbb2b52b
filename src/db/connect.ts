import { type SQL, sql, type WithSubquery } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import { remembering } from '../domain/remembering.ts'
import type { DatabaseRole } from '../domain/walls.ts'
import { Pool } from './pool.ts'
import type { Acting, Slot, SlotOptions, Statement } from './slot.ts'
import { inTransaction, statements } from './transaction.ts'
import type { Reading, Writing } from './wording.ts'

export { constraintOf, DatabaseLost, isLost, sqlStateOf } from './lost.ts'

/** The whole database, reading and writing; held by `db/change.ts`, tests and the command line. */
export type Database = PostgresJsDatabase

/** One transaction, ended by its work returning (COMMIT) or throwing (ROLLBACK). */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

type Selecting = 'select' | 'selectDistinct' | 'selectDistinctOn'

/**
 * Leaves a write for the end of the transaction, where it travels together with COMMIT instead of costing a round trip.
 * For writes whose rows nobody asks for and that nothing later in the transaction looks at; a constraint that one of
 * them breaks rolls everything back, as ever. `counted` is told, once that is answered, how many rows were written.
 */
export function atEnd(
  tx: Transaction,
  write: Writing | { toSQL(): { sql: string; params: unknown[] } },
  counted?: (rows: number) => void,
): void {
  const { client } = (tx as unknown as Inside).session
  if ('writes' in write) {
    client.atEnd({ ...write.writes, counted })
  } else {
    const { sql: text, params } = write.toSQL()
    client.atEnd({ text, values: params, counted })
  }
}

/** What drizzle keeps inside a database or transaction of ours. */
type Inside = {
  dialect: { sqlToQuery(query: SQL): { sql: string; params: unknown[] } }
  session: {
    client: {
      unsafe(text: string, values: unknown[]): Promise<unknown[]>
      atEnd(statement: Statement): void
    }
  }
}

/** A handle whose type cannot write; `deps.db` is one. */
export type Reader = Pick<Database, Selecting | '$with' | '$count'> & {
  with(...queries: WithSubquery[]): Pick<ReturnType<Database['with']>, Selecting>
}

/**
 * A database and the way to let go of it. Once its walls are raised (db/walls.ts), what is asked through `db` goes under
 * the role that only reads, and every change under the role of whoever makes it.
 */
export type Connection = { db: Database; raiseWalls(): void; close(): Promise<void> }

/**
 * How to connect: `slots` connections at most; `deadlineMs` per statement or transaction, the wait included;
 * `serverTimeouts` off where something between us and PostgreSQL refuses settings at connecting;
 * `durable` off where all of it can be done again, so that COMMIT need not wait for the disk;
 * `prepare` off where it cannot keep named statements; `socket` opens the connection instead of the driver.
 */
export type ConnectOptions = {
  slots?: number
  deadlineMs?: number
  serverTimeouts?: boolean
  durable?: boolean
  prepare?: boolean
  socket?: SlotOptions['socket']
}

/** Opens a pool for `url`; connections are made when they are needed, and replaced when they die. */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const {
    slots = 10,
    deadlineMs = 4_000,
    serverTimeouts = true,
    durable = true,
    prepare = true,
    socket,
  } = options
  const pool = new Pool(url, slots, { deadlineMs, serverTimeouts, durable, socket })
  let raised = false
  const handle = (as: Acting) => {
    const lend = <T>(work: (slot: Slot) => Promise<T>) =>
      pool.lend(
        async slot => {
          if (raised) await slot.act(as)
          return work(slot)
        },
        raised ? as.words : '',
      )
    const client = {
      options: { parsers: {}, serializers: {} },
      unsafe: statements((text, values, arrays) =>
        lend(slot => slot.send(text, values, { prepare, arrays })),
      ),
      begin: <T>(work: (client: unknown) => Promise<T>) => lend(slot => inTransaction(slot, prepare, work)),
    }
    const db: Database = drizzle(client as unknown as Sql)
    handles.set(db, handleOf)
    return db
  }
  // Drizzle builds a whole database each time, which costs as much as to send a statement.
  const handleOf = remembering(500, ({ words }: Acting) => words, handle)
  const raiseWalls = () => {
    raised = true
  }
  return { db: handleOf(actingAs('reader')), raiseWalls, close: () => pool.close() }
}

/** How each database makes a handle of itself for somebody else. */
const handles = new WeakMap<object, (as: Acting) => Database>()

/** The same database under another role, for the person who acts, where its walls are raised; else just the same. */
export function acting(db: Reader | Database, role: DatabaseRole, person?: string): Database {
  const handle = handles.get(db)
  if (!handle)
    throw new TypeError('Only a whole database can be acted on as somebody else, not a transaction.')
  return handle(actingAs(role, person))
}

function actingAs(role: DatabaseRole, person = ''): Acting {
  // It stands in the statement itself: nothing but an id may come here.
  if (!/^[0-9a-f-]{0,36}$/.test(person)) throw new TypeError('A person acts by their id.')
  return { role, words: `set role heartline_${role}; set heartline.person = '${person}'` }
}

/**
 * The rows of a raw query as plain objects: `timestamptz` as Date, `date` as text, `bigint` as number,
 * `numeric` as text. The query stands inside a select, where PostgreSQL takes no insert, update or delete.
 * Several asked at once in one transaction are answered in the order in which they were asked, in one round trip.
 */
export async function rows<T>(db: Reader | Transaction, query: SQL | Reading): Promise<T[]> {
  return answered(db, 'reads' in query ? query.reads : worded(db, sql`select t.* from (${query}) t`))
}

/** The rows that a raw statement returns which writes, in the form of `rows`. */
export async function written<T>(tx: Transaction | Database, statement: SQL | Writing): Promise<T[]> {
  return answered(tx, 'writes' in statement ? statement.writes : worded(tx, statement))
}

function worded(db: Reader | Transaction, query: SQL): Statement {
  const { sql: text, params } = (db as unknown as Inside).dialect.sqlToQuery(query)
  return { text, values: params }
}

/** Not through drizzle's own promise, which sends later than it is asked: the order of two would be anybody's guess. */
async function answered<T>(db: Reader | Transaction, { text, values }: Statement): Promise<T[]> {
  return Array.from(await (db as unknown as Inside).session.client.unsafe(text, values)) as T[]
}
