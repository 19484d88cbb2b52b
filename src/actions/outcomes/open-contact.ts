import { and, eq, inArray } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { calls } from '../../db/schema/calls.ts'
import { bookingWithContact, callShown } from '../../db/shown.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { localDay } from '../../domain/time.ts'
import type { ContactRef } from './save-draft.ts'

/** What a caller left for the counselor; only what there is. */
export type OpenedContact = { phone?: string; mail?: string; note?: string }

/** A session of tomorrow just after midnight can be prepared for so many minutes ahead. */
const preparationMinutes = 60

/**
 * Opens the sealed contact and note of one's own accepted call, or of one's own session once its day has come; each
 * opening leaves an audit line. `not_found` when it is not one's own or nothing was left, `session_not_started` before
 * the day, `contact_forgotten` when it was closed or the key is gone.
 */
export async function openContact(
  deps: Deps,
  counselor: CounselorActor,
  contact: ContactRef,
): Promise<OpenedContact> {
  return change(deps, counselor, 'open contact', async (tx, about) => {
    about(contact.callId ?? contact.bookingId)
    return contact.callId !== undefined
      ? openCall(deps, tx, counselor, contact.callId)
      : openBooking(deps, tx, counselor, contact.bookingId)
  })
}

async function openCall(deps: Deps, tx: Transaction, { personId }: CounselorActor, callId: string) {
  const mine = and(eq(calls.id, callId), eq(calls.counselorId, personId))
  const [call] = await tx
    .select({ ...callShown, contactSealed: calls.contactSealed })
    .from(calls)
    .where(and(mine, inArray(calls.state, ['talking', 'wrap_up', 'closed'])))
  if (!call) throw new Problem('not_found')
  if (call.state === 'closed') throw new Problem('contact_forgotten')
  if (!call.contactSealed) throw new Problem(call.callbackPromisedAt ? 'contact_forgotten' : 'not_found')
  return opened(deps, 'calls', call.id, call.contactSealed, null)
}

async function openBooking(deps: Deps, tx: Transaction, { personId }: CounselorActor, bookingId: string) {
  const [booking] = await tx
    .select(bookingWithContact)
    .from(bookings)
    .where(and(eq(bookings.id, bookingId), eq(bookings.counselorId, personId)))
  if (!booking) throw new Problem('not_found')
  if (booking.canceledAt) throw new Problem('already_canceled')
  if (booking.closedAt) throw new Problem('contact_forgotten')
  const now = deps.now()
  const zone = deps.config.TIME_ZONE
  const soon = new Date(now.getTime() + preparationMinutes * 60_000)
  if (localDay(booking.startsAt, zone) > localDay(now, zone) && booking.startsAt > soon)
    throw new Problem('session_not_started')
  if (!booking.contactSealed && !booking.noteSealed) throw new Problem('not_found')
  return opened(deps, 'bookings', booking.id, booking.contactSealed, booking.noteSealed)
}

async function opened(
  { keys }: Deps,
  table: 'calls' | 'bookings',
  row: string,
  contactSealed: string | null,
  noteSealed: string | null,
): Promise<OpenedContact> {
  const [contact, note] = await Promise.all([
    contactSealed && keys.open(contactSealed, { table, row, column: 'contact_sealed' }),
    noteSealed && keys.open(noteSealed, { table, row, column: 'note_sealed' }),
  ])
  if (contact === undefined || note === undefined) throw new Problem('contact_forgotten')
  return {
    ...(contact && (JSON.parse(contact) as OpenedContact)),
    ...(note && { note }),
  }
}
