import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import { expectedVersion, schemaVersion } from '../db/schema-version.ts'
import { wallsStand } from '../db/walls.ts'
import type { Deps } from '../deps.ts'

/**
 * What the doctor asks a database: its version as a number (180004) and in words, whether btree_gist is there, how many
 * seconds its clock is ahead of ours, whether it knows the service's time zone, how much of an error and of its statement
 * its log repeats, the schema found and expected, and whether its roles keep us to the walls (db/walls.ts).
 */
export async function databaseHealth(deps: Pick<Deps, 'db' | 'now' | 'config'>) {
  const [found] = await rows<{
    number: number
    name: string
    gist: boolean
    zone: boolean
    verbosity: string
    statements: string
  }>(
    deps.db,
    sql`select current_setting('server_version_num')::int as number,
          split_part(current_setting('server_version'), ' ', 1) as name,
          exists (select from pg_extension where extname = 'btree_gist') as gist,
          exists (select from pg_timezone_names where name = ${deps.config.TIME_ZONE}) as zone,
          current_setting('log_error_verbosity') as verbosity,
          current_setting('log_min_error_statement') as statements`,
  )
  const asked = deps.now().getTime()
  const [clock] = await rows<{ now: Date }>(deps.db, sql`select clock_timestamp() as now`)
  const middle = (asked + deps.now().getTime()) / 2
  return {
    version: found?.number ?? 0,
    versionName: found?.name ?? '',
    gist: found?.gist ?? false,
    zone: found?.zone ?? false,
    logVerbosity: found?.verbosity ?? '',
    logStatements: found?.statements ?? '',
    aheadSeconds: ((clock?.now.getTime() ?? middle) - middle) / 1000,
    schema: await schemaVersion(deps.db),
    expectedSchema: expectedVersion,
    walls: await wallsStand(deps.db),
  }
}
