import { asc } from 'drizzle-orm'
import { releases } from '../../db/schema/counts.ts'
import type { Deps } from '../../deps.ts'
import { type ReleaseFault, releaseFaults } from '../../domain/release/manifest.ts'
import { manifestPurpose } from './keep-release.ts'

/** Checks every release against its signed manifest, and that none was taken away, put in between or changed. */
export async function verifyReleases({
  db,
  keys,
}: Pick<Deps, 'db' | 'keys'>): Promise<{ checked: number; faults: ReleaseFault[] }> {
  const kept = await db.select().from(releases).orderBy(asc(releases.id))
  const faults = await releaseFaults(kept, manifest => keys.tag(manifestPurpose, manifest))
  return { checked: kept.length, faults }
}
