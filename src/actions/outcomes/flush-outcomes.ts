import { and, inArray, isNotNull, lt } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { closings, outcomes } from '../../db/schema/counts.ts'
import type { Deps } from '../../deps.ts'
import { monthOf, weekOf } from '../../domain/days.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { randomId } from '../../domain/random-id.ts'
import { localDay } from '../../domain/time.ts'
import { outcomePlace } from './seal-outcome.ts'
import { shuffled } from './shuffled.ts'

/** At most so many in one transaction, which must not last longer than a statement may. */
const most = 1000

/**
 * Moves the outcomes of finished local days where they tell of nobody: fresh ids, shuffled, only week and month. Until
 * then they stand sealed on their closings, which stay, so that a contact remains closed once. Returns how many moved.
 * Safe on several machines at once.
 */
export async function flushOutcomes(deps: Deps): Promise<number> {
  const today = localDay(deps.now(), deps.config.TIME_ZONE)
  const due = and(isNotNull(closings.outcomeSealed), lt(closings.closedOn, today))
  let moved = 0
  for (;;) {
    const [waiting] = await deps.db.select({ id: closings.id }).from(closings).where(due).limit(1)
    if (!waiting) return moved
    const batch = await change(deps, { kind: 'system' }, 'flush outcomes', tx => flushBatch(deps, tx, due))
    // Nothing taken although something is due: another machine holds it.
    if (batch === 0) return moved
    moved += batch
  }
}

async function flushBatch(deps: Deps, tx: Transaction, due: ReturnType<typeof and>): Promise<number> {
  const taken = await tx
    .select()
    .from(closings)
    .where(due)
    .orderBy(closings.closedOn)
    .limit(most)
    .for('update', { skipLocked: true })
  if (taken.length === 0) return 0
  const found = await Promise.all(taken.map(closing => outcomeOf(deps, closing)))
  const rows = found.filter(row => row !== undefined)
  const lost = taken.length - rows.length
  if (lost > 0) deps.log({ event: 'outcomes_lost', count: lost })
  if (rows.length > 0) await tx.insert(outcomes).values(shuffled(rows, deps.random))
  await tx
    .update(closings)
    .set({ outcomeSealed: null })
    .where(
      inArray(
        closings.id,
        taken.map(({ id }) => id),
      ),
    )
  return taken.length
}

/** undefined when the key is gone: nobody flushed for longer than outcomes are kept sealed. */
async function outcomeOf({ keys, random }: Deps, closing: typeof closings.$inferSelect) {
  const text = await keys.open(closing.outcomeSealed as string, outcomePlace(closing.id))
  if (text === undefined) return undefined
  return {
    ...(JSON.parse(text) as Outcome),
    id: randomId(random(16)),
    week: weekOf(closing.closedOn).from,
    month: monthOf(closing.closedOn).from,
  }
}
