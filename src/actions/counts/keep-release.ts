import { desc, sql } from 'drizzle-orm'
import { advisoryKeys } from '../../db/advisory-keys.ts'
import { rows, type Transaction } from '../../db/connect.ts'
import { releases } from '../../db/schema/counts.ts'
import type { Deps } from '../../deps.ts'
import type { DaySpan } from '../../domain/days.ts'
import type { Manifest } from '../../domain/release/manifest.ts'
import type { RefusedContent, ReleaseContent } from '../../domain/release/release-content.ts'
import { releaseName } from '../../domain/releases.ts'
import { sha256Hex } from '../../domain/sha256.ts'

/** What is put into the record of releases: content that is released, or why it is not. */
export type NewRelease = {
  kind: 'week' | 'month' | 'quarter'
  span: DaySpan
  version: number
  reason: string | null
  content: Omit<ReleaseContent, 'period' | 'from' | 'to'> | Omit<RefusedContent, 'period' | 'from' | 'to'>
}

/** The purpose under which manifests are signed, with a key that PostgreSQL never sees. */
export const manifestPurpose = 'release manifest'

/** Freezes releases, in order, each signed and chained to the one before. Call `alone` first. */
export async function keepReleases(deps: Deps, tx: Transaction, made: readonly NewRelease[]): Promise<void> {
  const [last] = await tx
    .select({ signature: releases.signature })
    .from(releases)
    .orderBy(desc(releases.id))
    .limit(1)
  let previous = last?.signature ?? null
  for (const { kind, span, version, reason, content: counted } of made) {
    const period = releaseName(span)
    const content = JSON.stringify({ period, ...span, ...counted })
    const state = 'refused' in counted ? 'refused' : 'released'
    const manifest = JSON.stringify({
      format: 'heartline-release-1',
      service: deps.config.SERVICE_NAME,
      period,
      version,
      reason,
      state,
      sha256: await sha256Hex(content),
      madeAt: deps.now().toISOString(),
      previous,
    } satisfies Manifest)
    const signature = await deps.keys.tag(manifestPurpose, manifest)
    const kept = { period, kind, version, state, content, manifest, signature, madeAt: deps.now() }
    await tx.insert(releases).values({ ...kept, firstDay: span.from, lastDay: span.to })
    previous = signature
  }
}

/** From here to the end of the transaction nobody else makes releases. */
export async function alone(tx: Transaction): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(${advisoryKeys.releases})`)
}
