import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'

/** The head start of a row of `calls`, named by its alias, in minutes: that of its class, as domain/routing-contacts.ts says it. */
export function headStartOf({ config }: Pick<Deps, 'config'>, alias: 'b' | 'c' | 'calls' = 'calls'): SQL {
  const call = sql.raw(alias)
  return sql`case
      when ${call}.marked_as = 'danger_now' then ${config.HEAD_START_DANGER}::int
      when ${call}.age_band in ('under_14', 'age_14_17') then ${config.HEAD_START_CHILD}::int
      when ${call}.channel = 'callback' then ${config.HEAD_START_CALLBACK}::int
      when ${call}.marked_as = 'front_line_medical' then ${config.HEAD_START_FRONT_LINE}::int
      else 0 end`
}

/**
 * When a row of `calls`, named by its alias, has its turn: its place, less its head start.
 */
export function turnOf(deps: Pick<Deps, 'config'>, alias: 'b' | 'c' | 'calls' = 'calls'): SQL {
  return sql`${sql.raw(alias)}.queued_at - make_interval(mins => ${headStartOf(deps, alias)})`
}
