import { sql } from 'drizzle-orm'
import { acting, rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Day } from '../domain/days.ts'
import type { Manifest } from '../domain/release/manifest.ts'
import type { RefusedContent, ReleaseContent } from '../domain/release/release-content.ts'

/** A closed week, month or quarter of the whole service that was released or refused, in its latest version. */
export type ReleasedPeriod = {
  period: string
  kind: 'week' | 'month' | 'quarter'
  from: Day
  to: Day
  version: number
  state: 'released' | 'refused'
}

/** One version of a release with what was signed of it. */
export type Release = ReleasedPeriod & {
  content: ReleaseContent | RefusedContent
  manifest: Manifest
  signature: string
  /** Every version of the period, oldest first, with the reason for it. */
  versions: { version: number; reason: string | null }[]
}

const named = sql`period, kind, first_day as "from", last_day as "to", version, state`

/** Every period that was released or refused, latest first; its weeks after a month. */
export function releasedPeriods({ db }: Pick<Deps, 'db'>): Promise<ReleasedPeriod[]> {
  return rows(
    acting(db, 'counts'),
    sql`select ${named} from (select distinct on (period) * from releases order by period, version desc) latest
        order by last_day desc, kind = 'week', kind`,
  )
}

/** A period's release in one version, the latest unless named; undefined when there is none. */
export async function releaseOf(
  { db }: Pick<Deps, 'db'>,
  period: string,
  version?: number,
): Promise<Release | undefined> {
  // Asked of PostgreSQL as it came, a name with a NUL in it would be a fault of ours.
  if (!/^\d{4}-[WQ]?\d{1,2}$/.test(period)) return undefined
  const found = await rows<ReleasedPeriod & { content: string; manifest: string; signature: string }>(
    acting(db, 'counts'),
    sql`select ${named}, content, manifest, signature from releases where period = ${period} order by version`,
  )
  const wanted = version === undefined ? found.at(-1) : found.find(one => one.version === version)
  return (
    wanted && {
      ...wanted,
      content: JSON.parse(wanted.content) as Release['content'],
      manifest: JSON.parse(wanted.manifest) as Manifest,
      versions: found.map(({ version, manifest }) => ({
        version,
        reason: (JSON.parse(manifest) as Manifest).reason,
      })),
    }
  )
}
