import { and, eq, gte, inArray, isNotNull, isNull, lte } from 'drizzle-orm'
import { touch } from '../../db/change.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { calls } from '../../db/schema/calls.ts'
import type { Deps } from '../../deps.ts'
import { Problem } from '../../domain/problem.ts'
import type { ContactRef } from '../outcomes/save-draft.ts'

/** A session counts as begun so many minutes before. */
const soonMinutes = 60

/** A contact that is open or recent, sealed: whose it is, and what the caller left to be reached by. */
export type KeptContact = { counselorId: string; open: () => Promise<{ phone?: string; mail?: string }> }

/**
 * What two people may open: the contact of a call that somebody has answered and not closed, or of a session that has
 * begun or begins within the hour. `not_found` for any other, or where nothing was left; `contact_forgotten` when it is
 * closed or its key gone. The caller's words stay shut.
 */
export async function keptContact(deps: Deps, { callId, bookingId }: ContactRef): Promise<KeptContact> {
  const found = await (callId ? ofCall(deps, callId) : ofBooking(deps, bookingId ?? ''))
  if (!found?.counselorId) throw new Problem('not_found')
  const { counselorId, sealed, closed } = found
  if (closed) throw new Problem('contact_forgotten')
  if (!sealed) throw new Problem('not_found')
  const [table, row] = callId ? ['calls', callId] : ['bookings', bookingId ?? '']
  return {
    counselorId,
    async open() {
      const text = await deps.keys.open(sealed, { table, row, column: 'contact_sealed' })
      if (text === undefined) throw new Problem('contact_forgotten')
      const { phone, mail } = JSON.parse(text) as { phone?: string; mail?: string }
      return { ...(phone && { phone }), ...(mail && { mail }) }
    },
  }
}

// Nobody but time itself may read what is sealed for a counselor (domain/walls.ts), so it is read by nobody's hand.
async function ofCall(deps: Deps, id: string) {
  const [call] = await touch(deps, tx =>
    tx
      .select({ counselorId: calls.counselorId, sealed: calls.contactSealed, state: calls.state })
      .from(calls)
      .where(and(eq(calls.id, id), inArray(calls.state, ['talking', 'wrap_up', 'closed']))),
  )
  return call && { ...call, closed: call.state === 'closed' }
}

async function ofBooking(deps: Deps, id: string) {
  const now = deps.now().getTime()
  const [booking] = await touch(deps, tx =>
    tx
      .select({
        counselorId: bookings.counselorId,
        sealed: bookings.contactSealed,
        closedAt: bookings.closedAt,
      })
      .from(bookings)
      .where(
        and(
          eq(bookings.id, id),
          isNull(bookings.canceledAt),
          isNotNull(bookings.counselorId),
          lte(bookings.startsAt, new Date(now + soonMinutes * 60_000)),
          gte(bookings.endsAt, new Date(now - deps.config.CONTACT_HOURS * 3_600_000)),
        ),
      ),
  )
  return booking && { ...booking, closed: booking.closedAt !== null }
}
