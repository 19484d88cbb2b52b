import { and, eq, isNull, lte } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { closings } from '../../db/schema/counts.ts'
import { duties } from '../../db/schema/duty.ts'
import { tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { type GivenOutcome, wasHeld } from '../../domain/outcome.ts'
import { Problem } from '../../domain/problem.ts'
import { randomId } from '../../domain/random-id.ts'
import { passOn } from '../calls/dispatch.ts'
import { restAfter } from '../duty/rest-after.ts'
import { needTerritory, readOutcome, sealedOutcome } from './seal-outcome.ts'

/** A session may begin, and be closed, so many minutes before its planned start. */
export const earlyMinutes = 5

/**
 * Closes a booked session with its coded outcome, once, by its counselor, who is then free for calls. Contact, note and
 * draft are forgotten. `invalid_input`, `not_found` (also for other people's), `session_not_started`, `already_canceled`,
 * `already_closed`.
 */
export async function closeSession(
  deps: Deps,
  counselor: CounselorActor,
  { bookingId, outcome: given }: { bookingId: string; outcome: GivenOutcome },
): Promise<void> {
  const outcome = readOutcome(given, 'session')
  const id = randomId(deps.random(16))
  const sealed = await sealedOutcome(deps, id, outcome)
  await change(deps, counselor, 'close session', async (tx, about) => {
    const now = deps.now()
    about(bookingId)
    await needTerritory(tx, outcome)
    const { personId, partnerId } = counselor
    const mine = and(eq(bookings.id, bookingId), eq(bookings.counselorId, personId))
    const [closed] = await tx
      .update(bookings)
      .set({ closedAt: now, contactSealed: null, noteSealed: null, draftSealed: null })
      .where(
        and(
          mine,
          isNull(bookings.canceledAt),
          isNull(bookings.closedAt),
          lte(bookings.startsAt, new Date(now.getTime() + earlyMinutes * 60_000)),
        ),
      )
      .returning({ startsAt: bookings.startsAt })
    if (!closed) throw await whyNot(tx, mine)
    await tx.insert(closings).values({ id, bookingId, closedAt: now, ...sealed })
    const at = closed.startsAt
    await tally(tx, [
      { at, measure: 'session_held', partnerId, amount: wasHeld(outcome.ending) ? 1 : 0 },
      { at, measure: 'people_helped', partnerId, amount: outcome.peopleHelped },
    ])
    // Whoever comes out of a session has not been idle in it: behind those who wait already.
    await tx
      .update(duties)
      .set({ idleSince: now })
      .where(and(eq(duties.counselorId, personId), eq(duties.state, 'free'), isNull(duties.endedAt)))
    await restAfter(deps, tx, personId, outcome.riskAnswer)
  })
  await passOn(deps)
}

async function whyNot(tx: Transaction, mine: ReturnType<typeof and>) {
  const [found] = await tx.select().from(bookings).where(mine)
  if (!found) return new Problem('not_found')
  if (found.closedAt) return new Problem('already_closed')
  return new Problem(found.canceledAt ? 'already_canceled' : 'session_not_started')
}
