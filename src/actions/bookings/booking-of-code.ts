import { and, eq, gt, isNull } from 'drizzle-orm'
import { acting } from '../../db/connect.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { type BookingWithContact, bookingWithContact } from '../../db/shown.ts'
import type { Deps } from '../../deps.ts'
import { Problem } from '../../domain/problem.ts'
import { readReturnCode } from '../../domain/return-code.ts'

/** A booking, and how its caller is reached. */
export type BookingRow = BookingWithContact

/** The booking of a return code that can still be changed; refuses `return_code_unknown`, `already_canceled`, `booking_over`. */
export async function changeableBooking(
  deps: Pick<Deps, 'db' | 'now' | 'keys'>,
  typed: string,
): Promise<BookingRow> {
  const code = readReturnCode(typed)
  const tag = code && (await deps.keys.tag('return-code', code))
  const found = tag && (await bookingOfTag(deps, tag))
  if (!found) throw new Problem('return_code_unknown')
  if (found.canceledAt) throw new Problem('already_canceled')
  if (found.closedAt || found.startsAt <= deps.now()) throw new Problem('booking_over')
  return found
}

async function bookingOfTag({ db }: Pick<Deps, 'db'>, tag: string): Promise<BookingRow | undefined> {
  const [found] = await acting(db, 'caller')
    .select(bookingWithContact)
    .from(bookings)
    .where(eq(bookings.returnCodeTag, tag))
  return found
}

/** What the caller left to be reached by; {} when there was nothing, or it has been forgotten. */
export async function openContact(
  { keys }: Pick<Deps, 'keys'>,
  { id, contactSealed }: Pick<BookingRow, 'id' | 'contactSealed'>,
): Promise<{ phone?: string; mail?: string }> {
  const place = { table: 'bookings', row: id, column: 'contact_sealed' }
  const contact = contactSealed ? await keys.open(contactSealed, place) : undefined
  return contact ? JSON.parse(contact) : {}
}

/** Somebody with the same return code changed the booking between our looking and our writing: look again. */
export class ChangedMeanwhile extends Error {
  override name = 'ChangedMeanwhile'
}

/** Runs work again when the booking changed meanwhile; it ends, because looking again refuses what is over or canceled. */
export async function lookingAgain<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error
    }
  }
}

/** Only the row as it was looked at, still open and still ahead. */
export function asLookedAt({ id, sequence }: Pick<BookingRow, 'id' | 'sequence'>, now: Date) {
  return and(
    eq(bookings.id, id),
    eq(bookings.sequence, sequence),
    isNull(bookings.canceledAt),
    isNull(bookings.closedAt),
    gt(bookings.startsAt, now),
  )
}
