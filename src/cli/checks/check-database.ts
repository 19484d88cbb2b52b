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
  const skew = Math.round(Math.abs(aheadSeconds) * 10) / 10
  const zoneName = deps.config.TIME_ZONE
  return [
    version >= 150_000 ? well(texts.databaseWell(versionName)) : mend(texts.databaseOld(versionName)),
    gist ? well(texts.exclusionWell) : mend(texts.exclusionMissing),
    schema === expectedSchema
      ? well(texts.schemaWell(schema))
      : mend(texts.schemaOld(schema, expectedSchema)),
    skew <= mostSkewSeconds ? well(texts.clockWell) : mend(texts.clockSkew(skew)),
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
