import { is, Placeholder, type SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { Statement } from './slot.ts'

/** A statement that only reads, ready to be sent. */
export type Reading = { reads: Statement }

/** A statement that writes, ready to be sent. */
export type Writing = { writes: Statement }

/** What stands in a statement's text for a value that is given with each use. */
export type Blank<Values> = (name: keyof Values & string) => SQL

const dialect = new PgDialect()

/**
 * A query whose text is made once, at its first use, and filled with values each time: making it anew costs more than
 * many a round trip. It stands inside a select, where PostgreSQL takes no insert, update or delete.
 */
export function reading<Values extends object>(
  build: (value: Blank<Values>) => SQL,
): (values: Values) => Reading {
  const fill = wording<Values>(value => sql`select t.* from (${build(value)}) t`)
  return values => ({ reads: fill(values) })
}

/** The same for a statement that writes. */
export function writing<Values extends object>(
  build: (value: Blank<Values>) => SQL,
): (values: Values) => Writing {
  const fill = wording(build)
  return values => ({ writes: fill(values) })
}

/** The text of a query, made once, and the values that stand in it. */
export function wording<Values extends object>(
  build: (value: Blank<Values>) => SQL,
): (values: Values) => Statement {
  let worded: { text: string; params: unknown[] } | undefined
  return values => {
    if (!worded) {
      const { sql: text, params } = dialect.sqlToQuery(build(name => sql`${sql.placeholder(name)}`))
      worded = { text, params }
    }
    const given = values as Record<string, unknown>
    return {
      text: worded.text,
      values: worded.params.map(param => (is(param, Placeholder) ? given[param.name] : param)),
    }
  }
}

/** What is made of settings, a wording that holds some of them above all: once for each set. */
export function oncePer<Settings extends object, Made>(
  make: (settings: Settings) => Made,
): (settings: Settings) => Made {
  const made = new WeakMap<Settings, Made>()
  return settings => {
    const known = made.get(settings) ?? make(settings)
    made.set(settings, known)
    return known
  }
}
