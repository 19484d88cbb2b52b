import { inArray, sql } from 'drizzle-orm'
import { change, touch } from '../../db/change.ts'
import { acting, type Transaction } from '../../db/connect.ts'
import { outcomes, spool } from '../../db/schema/counts.ts'
import { type Tally, tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import { dayAfter, monthOf, weekOf } from '../../domain/days.ts'
import { mixedBatches, statedWeek } from '../../domain/mixing.ts'
import { randomId } from '../../domain/random-id.ts'
import { dayStart, localDay } from '../../domain/time.ts'
import { shuffled } from './shuffled.ts'
import { type Spooled, spoolDays, spooled, spoolPlace } from './spooled.ts'
import { textOrUnreadable, unreadable } from './text-or-unreadable.ts'

/**
 * Mixes the outcomes of finished weeks into the record, once there are enough of them: fresh ids, random order, their
 * month, and their week where it is full enough. What must wait on is sealed anew before its key ends. Returns how many
 * were mixed. Safe on several machines at once.
 */
export async function mixOutcomes(deps: Deps): Promise<number> {
  const today = localDay(deps.now(), deps.config.TIME_ZONE)
  const { open, lost } = await opened(deps)
  if (lost.length > 0) await giveUp(deps, lost)
  const ripe = shuffled(
    open.filter(({ waiting }) => weekOf(waiting.week).to < today),
    deps.random,
  )
  let mixed = 0
  for (const batch of mixedBatches(ripe)) mixed += await mixBatch(deps, batch)
  if (mixed === 0 && open.some(({ opensUntil }) => opensUntil < dayAfter(today, spoolDays / 2)))
    await renew(deps, open)
  return mixed
}

type Open = { id: string; opensUntil: string; waiting: Spooled }

async function opened(deps: Deps): Promise<{ open: Open[]; lost: { id: string; month: string }[] }> {
  const rows = await acting(deps.db, 'tick').select().from(spool)
  const texts = await Promise.all(
    rows.map(({ id, sealed }) => textOrUnreadable(deps.keys, sealed, spoolPlace(id))),
  )
  const isLost = (place: number) => texts[place] === undefined || texts[place] === unreadable
  return {
    open: rows.flatMap(({ id, opensUntil }, place) =>
      isLost(place) ? [] : [{ id, opensUntil, waiting: JSON.parse(texts[place] as string) as Spooled }],
    ),
    lost: rows.filter((_, place) => isLost(place)),
  }
}

async function mixBatch(deps: Deps, batch: readonly Open[]): Promise<number> {
  const stated = statedWeek(batch.map(({ waiting }) => waiting))
  const rows = await Promise.all(
    batch.map(async ({ waiting: { outcome, week, month, origin } }) => {
      const id = randomId(deps.random(16))
      const originSealed = await sealedOrigin(deps, id, month, origin)
      return { ...outcome, id, week: stated({ week, month }) ? week : null, month, originSealed }
    }),
  )
  return change(deps, { kind: 'system' }, 'mix outcomes', async tx => {
    if ((await taken(tx, batch)) < batch.length) return 0
    await tx.insert(outcomes).values(shuffled(rows, deps.random))
    return batch.length
  })
}

/** Takes rows out of the spool, all or none: another machine may have them. */
async function taken(tx: Transaction, batch: readonly Open[]): Promise<number> {
  const ids = batch.map(({ id }) => id)
  const held = await tx
    .select({ id: spool.id })
    .from(spool)
    .where(inArray(spool.id, ids))
    .for('update', { skipLocked: true })
  if (held.length === batch.length) await tx.delete(spool).where(inArray(spool.id, ids))
  return held.length
}

/** Whose it was stays sealed until its month is released and somebody could still ask for a correction. */
function sealedOrigin({ keys, now, config }: Deps, id: string, month: string, origin: Spooled['origin']) {
  const atLeast = dayAfter(localDay(now(), config.TIME_ZONE), spoolDays)
  const usual = dayAfter(monthOf(month).to, originDays)
  const until = [usual, atLeast].sort().at(-1) as string
  return keys.seal(JSON.stringify([origin.partner, origin.mode]), until, originPlace(id))
}

/** For so many days after the end of its month an outcome's origin can be opened. */
export const originDays = 30

/** Where the sealed origin of an outcome belongs. */
export function originPlace(id: string) {
  return { table: 'outcomes', row: id, column: 'origin_sealed' }
}

async function renew(deps: Deps, open: readonly Open[]): Promise<void> {
  const rows = await Promise.all(open.map(({ waiting }) => spooled(deps, waiting)))
  await touch(deps, async tx => {
    if ((await taken(tx, open)) === open.length) await tx.insert(spool).values(shuffled(rows, deps.random))
  })
}

async function giveUp(deps: Deps, lost: readonly { id: string; month: string }[]): Promise<void> {
  deps.log({ event: 'outcomes_lost', count: lost.length })
  await change(deps, { kind: 'system' }, 'give up outcomes', async tx => {
    const ids = lost.map(({ id }) => id)
    const gone = await tx
      .delete(spool)
      .where(inArray(spool.id, ids))
      .returning({ month: sql<string>`${spool.month}` })
    await tally(
      tx,
      gone.map(
        ({ month }): Tally => ({ at: dayStart(month, deps.config.TIME_ZONE), measure: 'outcome_lost' }),
      ),
    )
  })
}
