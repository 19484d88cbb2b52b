import { and, eq } from 'drizzle-orm'
import { releases } from '../../db/schema/counts.ts'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { monthOf } from '../../domain/days.ts'
import { Problem } from '../../domain/problem.ts'
import { releaseOne } from './release-counts.ts'

/** The longest reason, in characters. */
const longest = 200

/**
 * Makes the next version of a month that was released or refused, of its weeks and its quarter, from the record as it is
 * now; the earlier ones stay. `invalid_input` without a reason or with one of over 200 characters, `not_found` for any
 * other period.
 */
export async function correctRelease(
  deps: Deps,
  actor: Actor,
  { period, reason }: { period: string; reason: string },
): Promise<void> {
  const said = reason.trim()
  if (said === '') throw new Problem('invalid_input', { faults: [{ field: 'reason', code: 'missing' }] })
  if (said.length > longest)
    throw new Problem('invalid_input', { faults: [{ field: 'reason', code: 'too_long', limit: longest }] })
  const [found] = await deps.db
    .select({ from: releases.firstDay })
    .from(releases)
    .where(and(eq(releases.period, period), eq(releases.kind, 'month')))
    .limit(1)
  if (!found) throw new Problem('not_found')
  await releaseOne(deps, actor, monthOf(found.from), said)
}
