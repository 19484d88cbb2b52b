import postgres from 'postgres'

/**
 * The database did not answer in time, or its connection died: what was asked may or may not be committed.
 * Answer 503 with Retry-After and let it be repeated with the same idempotency key.
 */
export class DatabaseLost extends Error {
  override name = 'DatabaseLost'
}

/** PostgreSQL canceled the statement (statement_timeout): to the one who asked, the same as no answer. */
const canceled = '57014'

/** The error and the causes inside it; drizzle wraps what PostgreSQL said. */
function* causes(error: unknown): Generator<unknown> {
  for (let depth = 0; error instanceof Error && depth < 8; depth++) {
    yield error
    error = error.cause
  }
}

function said(error: unknown): postgres.PostgresError | undefined {
  for (const cause of causes(error)) if (cause instanceof postgres.PostgresError) return cause
  return undefined
}

/** The SQLSTATE of an error that PostgreSQL answered with, however deep it is wrapped. */
export function sqlStateOf(error: unknown): string | undefined {
  return said(error)?.code
}

/** The name of the constraint that an error of class 23 (integrity) broke. */
export function constraintOf(error: unknown): string | undefined {
  const answer = said(error)
  return answer?.code.startsWith('23') ? answer.constraint_name : undefined
}

/** Whether an error means that the database could not be asked, rather than that it refused. */
export function isLost(error: unknown): boolean {
  for (const cause of causes(error)) if (cause instanceof DatabaseLost) return true
  return sqlStateOf(error) === canceled
}
