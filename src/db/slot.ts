import postgres from 'postgres'
import { DatabaseLost } from './lost.ts'

/** How a statement travels: named on the server or not, and rows as arrays (for drizzle) or as objects. */
export type Manner = { prepare: boolean; arrays?: boolean }

/** What every slot of one pool has alike. */
export type SlotOptions = {
  deadlineMs: number
  serverTimeouts: boolean
  durable: boolean
  /** Opens the connection to where the driver says; without it, the driver does. */
  socket?: (target: { host: string[]; port: number[]; path?: string | false }) => Opening
}

/** A connection that may still be opening. */
type Opening = { connecting: boolean; destroy(): unknown }

/** As whom everything is asked: a role, and the words that say so to PostgreSQL, with the person for whom it acts. */
export type Acting = { role: string; words: string }

/** A statement and what stands for its $1, $2 …; `counted` is told how many rows it wrote. */
export type Statement = { text: string; values: unknown[]; counted?: (rows: number) => void }

type Answer = postgres.RowList<postgres.Row[]>

/** How many characters of values may travel with others, and in all: well inside a socket's buffer (16 KB at least). */
const [mostAlong, mostUnderWay] = [8_000, 12_000]

/** Mistakes on our side (a value that cannot be sent), which nobody should repeat. */
const mistakes = new Set(['UNDEFINED_VALUE', 'MAX_PARAMETERS_EXCEEDED', 'ERR_INVALID_ARG_TYPE'])

/**
 * One connection, asked one statement at a time, that never reconnects.
 *
 * The driver would send the rest of a transaction over a new connection, where it commits on its own;
 * so nothing is ever left waiting inside the driver, and the first error that is not a plain
 * refusal by the server ends the slot for good.
 */
export class Slot {
  readonly #sql: postgres.Sql
  /** What the driver has prepared: texts, and for which roles and types of values. */
  readonly #known = new Map<string, Set<string>>()
  /** Everything asked so far has been answered. */
  #tail: Promise<unknown> = Promise.resolve()
  /** Everything that nothing may travel along with has been answered. */
  #alone: Promise<unknown> = Promise.resolve()
  #opened = false
  #opening: Opening | undefined
  #acting = ''
  #role = ''
  #ended: DatabaseLost | undefined

  constructor(url: string, { deadlineMs, serverTimeouts, durable, socket }: SlotOptions) {
    this.#sql = postgres(url, {
      max: 1,
      max_lifetime: null,
      idle_timeout: 0,
      fetch_types: false,
      connect_timeout: deadlineMs / 1000,
      no_subscribe: true,
      ...(socket && {
        socket: (target: Parameters<typeof socket>[0]) => {
          this.#opening = socket(target)
          return this.#opening
        },
      }),
      onnotice: () => {},
      onclose: () => this.drop(new DatabaseLost('The connection to the database was closed.')),
      types: { instants, counts },
      connection: serverTimeouts
        ? {
            application_name: 'heartline',
            TimeZone: 'UTC',
            // A plan is made while tables are nearly empty and is kept: what then scanned a page would soon scan them all.
            enable_seqscan: 'off',
            statement_timeout: deadlineMs,
            idle_in_transaction_session_timeout: deadlineMs,
            ...(!durable && { synchronous_commit: 'off' }),
          }
        : { application_name: 'heartline' },
    } as postgres.Options<Record<string, postgres.PostgresType>>)
    // Drizzle sends instants, dates and JSON as finished text.
    for (const type of [1082, 1083, 1114, 1184, 114, 3802]) this.#sql.options.serializers[type] = asIs
    for (const type of [1082, 1114]) this.#sql.options.parsers[type] = asIs
  }

  /** As whom everything is asked; nothing where the walls are not raised. */
  get acting(): string {
    return this.#acting
  }

  /** Whether this slot can still be lent. */
  get alive(): boolean {
    return !this.#ended
  }

  /**
   * Sends one statement, in its turn. It does not wait for answers where it need not, so that several asked at once
   * travel together; after one that fails, PostgreSQL refuses the rest of the transaction. `allowed` is asked when its
   * turn has come and throws to keep it from being sent.
   */
  send(text: string, values: unknown[], manner: Manner, allowed?: () => void): Promise<Answer> {
    const along = this.#travelsAlong({ text, values }, manner)
    const turn = (along ? this.#alone : this.#tail).then(() => {
      allowed?.()
      return this.#ask(text, values, manner)
    })
    this.#tail = Promise.all([this.#tail, turn.catch(() => {})])
    if (!along) this.#alone = this.#tail
    return turn
  }

  /**
   * Sends what ends a transaction, in order, waiting for no answer where it need not: the last answer, or the first
   * error. PostgreSQL answers COMMIT with ROLLBACK when one before it failed, so nothing is half done. None but the
   * last may return rows: the driver repeats such a one by itself when its plan has become stale, after the end.
   */
  async sendAll(statements: Statement[], manner: Manner): Promise<Answer> {
    await this.#tail
    const answers: Promise<Answer>[] = []
    let underWay = 0
    try {
      for (const { text, values } of statements) {
        const length = lengthOf(values)
        const along = values.length === 0 ? this.#opened : this.#travelsAlong({ text, values }, manner)
        if (!along || underWay + length > mostUnderWay) {
          await Promise.all(answers)
          underWay = 0
        }
        underWay += length
        answers.push(this.#ask(text, values, values.length === 0 ? { prepare: false } : manner))
      }
    } finally {
      this.#tail = Promise.allSettled(answers)
      this.#alone = this.#tail
    }
    const answered = await Promise.all(answers)
    for (const [index, { counted }] of statements.entries()) counted?.(answered[index]?.count ?? 0)
    const last = answered.at(-1)
    if (!last) throw new TypeError('Nothing was to be sent.')
    return last
  }

  /** BEGIN, which travels with the first statement instead of costing a journey of its own. */
  begin(): Promise<void> {
    return this.#ahead('begin')
  }

  /** Says as which role, and for whom, everything after it is asked; nothing when that was said before. */
  act({ role, words }: Acting): Promise<void> {
    if (words === this.#acting) return Promise.resolve()
    this.#acting = words
    this.#role = role
    return this.#ahead(words)
  }

  /** Throws the connection away; whatever is under way fails. */
  drop(why: DatabaseLost): void {
    if (this.#ended) return
    this.#ended = why
    this.#sql.end({ timeout: 0 }).catch(() => {})
    // The driver leaves one alone that is not open yet.
    if (this.#opening?.connecting) this.#opening.destroy()
  }

  /** Says goodbye to the server and waits up to a second for the connection to close. */
  async close(): Promise<void> {
    if (this.#ended) return
    this.#ended = new DatabaseLost('The connection to the database has been closed.')
    await this.#sql.end({ timeout: 1 })
  }

  /**
   * Whether a statement may leave while others are under way: the driver must write it at once. One whose types it
   * would ask for first, or that does not fit in the socket's buffer, stays behind in the driver's own queue, which it
   * would send over a new connection.
   */
  #travelsAlong(statement: Statement, { prepare }: Manner): boolean {
    if (!this.#opened) return false
    if (statement.values.length === 0) return false
    if (!prepare || lengthOf(statement.values) >= mostAlong) return false
    return this.#known.get(statement.text)?.has(shapeOf(this.#role, statement.values)) ?? false
  }

  /** Sends what has no answer worth waiting for, so that it travels with the statement after it. */
  #ahead(text: string): Promise<void> {
    // A slot that is not open yet would keep the first statement in the driver's own queue: wait.
    if (!this.#opened) return this.send(text, [], { prepare: false }).then(() => {})
    this.#tail = this.#tail.then(() => {
      this.#ask(text, [], { prepare: false }).catch(error => this.drop(lostBy(error)))
    })
    this.#alone = this.#tail
    return Promise.resolve()
  }

  #learn(text: string, shape: string) {
    const known = this.#known.get(text)
    if (known) known.add(shape)
    else this.#known.set(text, new Set([shape]))
  }

  // Called from a microtask, and the driver sends in the same round of microtasks: no close event between.
  async #ask(text: string, values: unknown[], { prepare, arrays }: Manner): Promise<Answer> {
    if (this.#ended) throw this.#ended
    try {
      // PostgreSQL plans a statement anew whenever another role asks it, for each sees other rows: so each has its own.
      const shape = shapeOf(this.#role, values)
      const own = prepare && this.#role ? `${text} /* ${this.#role} */` : text
      const query = this.#sql.unsafe(own, values.map(sendable), {
        prepare,
        simple: values.length === 0 && !prepare,
      } as postgres.UnsafeQueryOptions)
      const answer = await (arrays ? query.values() : query)
      this.#opened = true
      if (prepare) this.#learn(text, shape)
      return answer as Answer
    } catch (error) {
      if (error instanceof postgres.PostgresError && error.severity === 'ERROR') throw error
      const why = lostBy(error)
      this.drop(why)
      throw isMistake(error) ? error : why
    }
  }
}

/** The driver prepares a text anew for each role, and where the values are of other types: only booleans count. */
function shapeOf(role: string, values: readonly unknown[]): string {
  let shape = role
  for (const value of values) shape += typeof value === 'boolean' ? 'b' : '.'
  return shape
}

function lengthOf(values: readonly unknown[]): number {
  let length = 0
  // An instant has 24 characters; to write it down only to count them would cost more than to send it.
  for (const value of values) length += value instanceof Date ? 24 : String(value).length
  return length
}

const asIs = (value: unknown) => value

/** `timestamptz` arrives as Date, also in raw rows; `date` stays text. */
const instants = { to: 1184, from: [1184], serialize: asIs, parse: (text: string) => new Date(text) }

/** `bigint`, the type of every count(*), arrives as number; nothing here counts to 2^53. */
const counts = { to: 20, from: [20], serialize: String, parse: Number }

function sendable(value: unknown): postgres.ParameterOrJSON<never> {
  return (value instanceof Date ? value.toISOString() : value) as postgres.ParameterOrJSON<never>
}

function isMistake(error: unknown): boolean {
  return error instanceof TypeError || mistakes.has((error as { code?: string } | undefined)?.code ?? '')
}

function lostBy(error: unknown): DatabaseLost {
  if (error instanceof DatabaseLost) return error
  return new DatabaseLost('The database is not to be reached, or broke off.', { cause: error })
}
