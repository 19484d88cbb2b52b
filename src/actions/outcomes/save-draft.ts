import { and, eq, inArray, isNull } from 'drizzle-orm'
import { touch } from '../../db/change.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { calls } from '../../db/schema/calls.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { dayAfter } from '../../domain/days.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { Problem } from '../../domain/problem.ts'
import { localDay } from '../../domain/time.ts'

/** Which contact a counselor means. */
export type ContactRef = { callId: string; bookingId?: never } | { bookingId: string; callId?: never }

/**
 * Keeps an unfinished outcome of one's own open contact, sealed; the last one wins. `not_found`, `already_closed`.
 * No audit line: what is typed every few seconds is nobody's deed yet.
 */
export async function saveDraft(
  deps: Deps,
  { personId }: CounselorActor,
  { draft, ...contact }: ContactRef & { draft: Partial<Outcome> },
): Promise<void> {
  const { callId, bookingId } = contact
  const row = callId ?? bookingId
  const draftSealed = await deps.keys.seal(
    JSON.stringify(draft),
    dayAfter(localDay(deps.now(), deps.config.TIME_ZONE), deps.config.KEEP_DAYS),
    { table: callId ? 'calls' : 'bookings', row, column: 'draft_sealed' },
  )
  await touch(deps, async tx => {
    const myCall = and(eq(calls.id, row), eq(calls.counselorId, personId))
    const myBooking = and(eq(bookings.id, row), eq(bookings.counselorId, personId))
    const [saved] = callId
      ? await tx
          .update(calls)
          .set({ draftSealed })
          .where(and(myCall, inArray(calls.state, ['talking', 'wrap_up'])))
          .returning({ id: calls.id })
      : await tx
          .update(bookings)
          .set({ draftSealed })
          .where(and(myBooking, isNull(bookings.canceledAt), isNull(bookings.closedAt)))
          .returning({ id: bookings.id })
    if (saved) return
    const [closed] = callId
      ? await tx.select({ id: calls.id }).from(calls).where(myCall)
      : await tx.select({ id: bookings.id }).from(bookings).where(myBooking)
    throw new Problem(closed ? 'already_closed' : 'not_found')
  })
}
