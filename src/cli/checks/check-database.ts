import { isLost } from '../../db/connect.ts'
import type { Deps } from '../../deps.ts'
import { isoWithOffset } from '../../domain/time.ts'
import { databaseHealth } from '../../reads/database-health.ts'
import { type DoctorTexts, type Finding, mend, well } from './finding.ts'

/** Half of this is what two clocks kept by NTP may differ by at worst. */
const mostSkewSeconds = 2

/** The database: reachable, new enough, extension and schema, its clock and its time zones. */
export async function checkDatabase(
  deps: Pick<Deps, 'db' | 'now' | 'config'>,
  texts: DoctorTexts,
): Promise<Finding[]> {
  const health = await databaseHealth(deps).catch(error => {
    if (isLost(error)) return undefined
    throw error
  })
  if (!health) return [mend(texts.databaseLost)]
  const { version, versionName, gist, zone, schema, expectedSchema, aheadSeconds } = health
  const { logVerbosity, logStatements, walls } = health
  const skew = Math.round(Math.abs(aheadSeconds) * 10) / 10
  const zoneName = deps.config.TIME_ZONE
  return [
    version >= 150_000 ? well(texts.databaseWell(versionName)) : mend(texts.databaseOld(versionName)),
    gist ? well(texts.exclusionWell) : mend(texts.exclusionMissing),
    schema === expectedSchema
      ? well(texts.schemaWell(schema))
      : mend(texts.schemaOld(schema, expectedSchema)),
    skew <= mostSkewSeconds ? well(texts.clockWell) : mend(texts.clockSkew(skew)),
    walls ? well(texts.wallsWell) : mend(texts.wallsMissing),
    ...checkLog(logVerbosity, logStatements, texts),
    zone
      ? well(
          texts.zoneWell(
            zoneName,
            isoWithOffset(new Date(Math.floor(deps.now().getTime() / 1000) * 1000), zoneName),
          ),
        )
      : mend(texts.zoneMissing(zoneName)),
  ]
}

/** By default PostgreSQL writes the offending value of each unique violation, and the statement, into its log. */
function checkLog(verbosity: string, statements: string, texts: DoctorTexts): Finding[] {
  const faults = [
    ...(verbosity === 'terse' ? [] : [mend(texts.logTells('log_error_verbosity', 'terse'))]),
    // Fatal and panic end a session: no statement of ours stands behind them.
    ...(['fatal', 'panic'].includes(statements)
      ? []
      : [mend(texts.logTells('log_min_error_statement', 'panic'))]),
  ]
  return faults.length > 0 ? faults : [well(texts.logWell)]
}
