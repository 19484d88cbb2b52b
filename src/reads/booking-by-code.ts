import { and, eq, inArray } from 'drizzle-orm'
import { acting } from '../db/connect.ts'
import { bookings } from '../db/schema/bookings.ts'
import { calls } from '../db/schema/calls.ts'
import { partners } from '../db/schema/people.ts'
import { bookingWithContact, type ShownBooking } from '../db/shown.ts'
import type { Deps } from '../deps.ts'
import type { AgeBand, Mode } from '../domain/codes.ts'
import { bookingKeptUntil, contactFate } from '../domain/kept-until.ts'
import { readReturnCode } from '../domain/return-code.ts'

/** What a caller may see of their booking: never who the counselor is, never what was written. */
export type BookingSeen = {
  startsAt: Date
  endsAt: Date
  mode: Mode
  language: string
  ageBand: AgeBand
  /** Code of the partner whose people the caller left out, if any. */
  withoutPartner?: string
  state: 'coming' | 'under_way' | 'over' | 'canceled'
  /** Until when contact or note are kept; undefined when none is kept: none was given, or it has been deleted. */
  keptUntil?: Date
  /** When contact and note were deleted, if any had been given; undefined while they are kept, or nothing was given. */
  deletedAt?: Date
  /** When the booking itself is forgotten at the latest, and its return code with it. */
  forgottenBy: Date
  /** A call has run into it, and the caller was told that it may begin late. */
  mayBeginLate?: true
}

/** The booking of a return code, however it was typed; undefined when there is none, or no longer. */
export async function bookingByCode(
  deps: Pick<Deps, 'db' | 'now' | 'keys' | 'config'>,
  typed: string,
): Promise<BookingSeen | undefined> {
  const code = readReturnCode(typed)
  if (!code) return undefined
  const tag = await deps.keys.tag('return-code', code)
  const [row] = await acting(deps.db, 'caller')
    .select({ booking: bookingWithContact, leftOut: partners.code })
    .from(bookings)
    .leftJoin(partners, eq(partners.id, bookings.withoutPartner))
    .where(eq(bookings.returnCodeTag, tag))
  if (!row) return undefined
  const { booking: found, leftOut } = row
  const now = deps.now()
  const forgottenBy = bookingKeptUntil(deps.config, found.endsAt)
  // Its row may wait for its outcome to be counted; its caller was told that it is gone.
  if (forgottenBy <= now) return undefined
  return {
    startsAt: found.startsAt,
    endsAt: found.endsAt,
    mode: found.mode as Mode,
    language: found.language,
    ageBand: found.ageBand as AgeBand,
    ...(leftOut && { withoutPartner: leftOut }),
    state: stateOf(found, now),
    ...contactFate(deps.config, found, now),
    forgottenBy,
    ...((await isLate(deps, found, now)) && { mayBeginLate: true }),
  }
}

async function isLate({ db }: Pick<Deps, 'db'>, booking: ShownBooking, now: Date) {
  const { delayedAt, canceledAt, closedAt, endsAt, counselorId } = booking
  if (!delayedAt || canceledAt || closedAt || endsAt <= now) return false
  const inCall = and(eq(calls.counselorId, counselorId), inArray(calls.state, ['talking', 'wrap_up']))
  return (await db.$count(calls, inCall)) > 0
}

type Times = { startsAt: Date; endsAt: Date; canceledAt: Date | null }

function stateOf({ startsAt, endsAt, canceledAt }: Times, now: Date): BookingSeen['state'] {
  if (canceledAt) return 'canceled'
  if (startsAt > now) return 'coming'
  return endsAt > now ? 'under_way' : 'over'
}
