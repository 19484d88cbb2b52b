import type { Slot, Statement } from './slot.ts'

type Run = (text: string, values: unknown[], arrays: boolean) => Promise<unknown>

/** What drizzle expects of `sql.unsafe`: a promise that can be told, before it runs, to answer in arrays. */
export function statements(run: Run) {
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

/**
 * BEGIN, the work, and COMMIT or ROLLBACK, all on the one lent slot; answers what the work returns. What the work left
 * for the end travels together with COMMIT.
 */
export async function inTransaction<T>(slot: Slot, prepare: boolean, work: (client: unknown) => Promise<T>) {
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
  const { command } = await end(slot, scope.atEnd, prepare)
  // COMMIT of a transaction in which a statement failed answers ROLLBACK, and is no error to PostgreSQL.
  if (command !== 'COMMIT') {
    throw new Error('A statement failed inside the transaction: it was rolled back.', {
      cause: scope.failure(),
    })
  }
  return result
}

async function end(slot: Slot, statements: Statement[], prepare: boolean) {
  try {
    return await slot.sendAll([...statements, { text: 'commit', values: [] }], { prepare })
  } catch (error) {
    // Where COMMIT was on its way already, the transaction is over, and this only costs a notice.
    await slot.send('rollback', [], { prepare: false }).catch(() => {})
    throw error
  }
}

/**
 * The client that drizzle gets inside a transaction. It is closed before COMMIT or ROLLBACK is sent,
 * so that a straggler of a failed `Promise.all` cannot write after it.
 */
function open(slot: Slot, prepare: boolean) {
  const atEnd: Statement[] = []
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
      atEnd.push(...inner.atEnd)
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
    atEnd: (statement: Statement) => {
      allowed()
      atEnd.push(statement)
    },
  }
  return {
    client,
    atEnd,
    close: () => {
      closed = true
    },
    failure: () => failure,
  }
}
