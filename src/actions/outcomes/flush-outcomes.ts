import { and, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { acting, type Transaction } from '../../db/connect.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { calls } from '../../db/schema/calls.ts'
import { closings, spool } from '../../db/schema/counts.ts'
import { people } from '../../db/schema/people.ts'
import { type Tally, tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { Mode } from '../../domain/codes.ts'
import { monthOf, weekOf } from '../../domain/days.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { dayStart, localDay } from '../../domain/time.ts'
import { outcomePlace } from './seal-outcome.ts'
import { shuffled } from './shuffled.ts'
import { spooled } from './spooled.ts'
import { textOrUnreadable, unreadable } from './text-or-unreadable.ts'

/** At most so many in one transaction, which must not last longer than a statement may. */
const most = 500

/**
 * Moves the outcomes of finished local days into the spool, shuffled, sealed anew, no more tied to their contact; the
 * closings stay, so that a contact remains closed once. One that cannot be opened is set aside, logged and counted, and
 * keeps no other waiting. Returns how many were dealt with. Safe on several machines at once.
 */
export async function flushOutcomes(deps: Deps): Promise<number> {
  const today = localDay(deps.now(), deps.config.TIME_ZONE)
  const due = and(isNotNull(closings.outcomeSealed), lt(closings.closedOn, today))
  let moved = 0
  for (;;) {
    const [waiting] = await acting(deps.db, 'tick')
      .select({ id: closings.id })
      .from(closings)
      .where(due)
      .limit(1)
    if (!waiting) return moved
    const batch = await change(deps, { kind: 'system' }, 'flush outcomes', tx => flushBatch(deps, tx, due))
    // Nothing taken although something is due: another machine holds it.
    if (batch === 0) return moved
    moved += batch
  }
}

async function flushBatch(deps: Deps, tx: Transaction, due: ReturnType<typeof and>): Promise<number> {
  const taken = await tx
    .select({
      id: closings.id,
      closedOn: closings.closedOn,
      sealed: closings.outcomeSealed,
      mode: bookings.mode,
      partner: people.partnerId,
    })
    .from(closings)
    .leftJoin(calls, eq(calls.id, closings.callId))
    .leftJoin(bookings, eq(bookings.id, closings.bookingId))
    .leftJoin(people, eq(people.id, sql`coalesce(${calls.counselorId}, ${bookings.counselorId})`))
    .where(due)
    .orderBy(closings.closedOn)
    .limit(most)
    .for('update', { of: closings, skipLocked: true })
  if (taken.length === 0) return 0
  const texts = await Promise.all(
    taken.map(({ id, sealed }) => textOrUnreadable(deps.keys, sealed ?? '', outcomePlace(id))),
  )
  const rows = await Promise.all(
    taken.flatMap(({ closedOn, mode, partner }, place) => {
      const text = texts[place]
      if (text === undefined || text === unreadable) return []
      return spooled(deps, {
        outcome: JSON.parse(text) as Outcome,
        week: weekOf(closedOn).from,
        month: monthOf(closedOn).from,
        origin: { partner, mode: (mode as Mode | null) ?? 'hotline' },
      })
    }),
  )
  if (rows.length > 0) await tx.insert(spool).values(shuffled(rows, deps.random))
  const lost = taken.filter((_, place) => texts[place] === undefined || texts[place] === unreadable)
  await countLost(deps, tx, lost)
  await setAside(tx, taken, texts)
  return taken.length
}

/** Lost outcomes are in no table of what people called about, and coordinators are told how many. */
async function countLost({ log, config }: Deps, tx: Transaction, lost: readonly { closedOn: string }[]) {
  if (lost.length === 0) return
  log({ event: 'outcomes_lost', count: lost.length })
  await tally(
    tx,
    lost.map(
      ({ closedOn }): Tally => ({ at: dayStart(closedOn, config.TIME_ZONE), measure: 'outcome_lost' }),
    ),
  )
}

async function setAside(
  tx: Transaction,
  taken: readonly { id: string }[],
  texts: readonly (string | typeof unreadable | undefined)[],
) {
  const broken = taken.filter((_, place) => texts[place] === unreadable).map(({ id }) => id)
  if (broken.length > 0)
    await tx
      .update(closings)
      .set({ outcomeSetAside: closings.outcomeSealed })
      .where(inArray(closings.id, broken))
  const ids = taken.map(({ id }) => id)
  await tx.update(closings).set({ outcomeSealed: null }).where(inArray(closings.id, ids))
}
