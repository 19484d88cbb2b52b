import { and, exists, isNotNull, lte, not, or, sql } from 'drizzle-orm'
import { touch } from '../../db/change.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { closings } from '../../db/schema/counts.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'

const hour = 3_600_000

/**
 * Forgets what callers left CONTACT_HOURS after their session, and the whole booking with its letters KEEP_DAYS after
 * it; one whose outcome still waits, sealed, to be counted stays until then, and `'again'` says that there is such a one.
 */
export async function forgetBookings(deps: Deps, _actor: SystemActor): Promise<undefined | 'again'> {
  const { CONTACT_HOURS, KEEP_DAYS } = deps.config
  const ago = (hours: number) => new Date(deps.now().getTime() - hours * hour)
  return touch(deps, async tx => {
    await tx
      .update(bookings)
      .set({ contactSealed: null, noteSealed: null, requestTag: null })
      .where(
        and(
          lte(bookings.endsAt, ago(CONTACT_HOURS)),
          or(
            isNotNull(bookings.contactSealed),
            isNotNull(bookings.noteSealed),
            isNotNull(bookings.requestTag),
          ),
        ),
      )
    const unflushed = tx
      .select({ one: sql`1` })
      .from(closings)
      .where(and(sql`${closings.bookingId} = ${bookings.id}`, isNotNull(closings.outcomeSealed)))
    const old = lte(bookings.endsAt, ago(KEEP_DAYS * 24))
    await tx.delete(bookings).where(and(old, not(exists(unflushed))))
    return (await tx.$count(bookings, old)) > 0 ? 'again' : undefined
  })
}
