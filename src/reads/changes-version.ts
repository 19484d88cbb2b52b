import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'

/**
 * A version that differs after every `change`, read from its audit lines. Numbers are given out before the commit,
 * so the newest alone would miss one that commits late: the count of the last thousand shows it too. (The server's
 * snapshot would also move with every presence beat, and pages that beat when they look would never rest.)
 */
export async function changesVersion(deps: Pick<Deps, 'db'>): Promise<string> {
  const [found] = await rows<{ newest: number | null; known: number }>(
    deps.db,
    sql`select max(id) as newest, count(*) as known from audit_lines
        where id > (select coalesce(max(id), 0) - 1000 from audit_lines)`,
  )
  return `${found?.newest ?? 0}.${found?.known ?? 0}`
}

/** The version, and the live offers of these counselors, by their ids: what a page has to show at once. */
export async function changesFor(
  deps: Pick<Deps, 'db'>,
  people: readonly string[],
): Promise<{ version: string; concerning: Map<string, string> }> {
  const [version, live] = await Promise.all([
    changesVersion(deps),
    people.length === 0
      ? []
      : rows<{ whose: string; offer: string }>(
          deps.db,
          sql`select counselor_id as whose, id as offer from offers
              where state = 'pending' and counselor_id = any(${`{${people.join(',')}}`}::uuid[])`,
        ),
  ])
  return { version, concerning: new Map(live.map(({ whose, offer }) => [whose, offer])) }
}
