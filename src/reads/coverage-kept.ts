import { sql } from 'drizzle-orm'
import { type CoverageCheck, coverageCheck } from '../db/coverage-check.ts'
import { coverageChecks, rosterChanges } from '../db/schema/roster.ts'
import type { Deps } from '../deps.ts'

export type { CoverageCheck } from '../db/coverage-check.ts'

/** A proof of coverage and when it was made. */
export type CheckedCoverage = CoverageCheck & { checkedAt: Date }

/** The proof that is kept or, where the roster has changed since (or none is kept), one that is made now. */
export async function coverageKept(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<CheckedCoverage> {
  const [[kept], [changed]] = await Promise.all([
    deps.db.select().from(coverageChecks),
    deps.db.select({ one: sql`1` }).from(rosterChanges).limit(1),
  ])
  if (!kept || changed) return { ...(await coverageCheck(deps)), checkedAt: deps.now() }
  const { checkedAt, startsAt, endsAt, lines, spans } = kept
  return { checkedAt, lines, spans, startsAt: startsAt.getTime(), endsAt: endsAt.getTime() }
}
