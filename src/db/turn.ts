import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'

/**
 * When a row of `calls`, named by its alias, has its turn: its place, less the head start of its class, as
 * domain/routing-contacts.ts says it.
 */
export function turnOf({ config }: Pick<Deps, 'config'>, alias: 'b' | 'c' | 'calls' = 'calls'): SQL {
  const call = sql.raw(alias)
  return sql`${call}.queued_at - make_interval(mins => case
      when ${call}.marked_as = 'danger_now' then ${config.HEAD_START_DANGER}::int
      when ${call}.age_band in ('under_14', 'age_14_17') then ${config.HEAD_START_CHILD}::int
      when ${call}.channel = 'callback' then ${config.HEAD_START_CALLBACK}::int
      when ${call}.marked_as = 'front_line_medical' then ${config.HEAD_START_FRONT_LINE}::int
      else 0 end)`
}
