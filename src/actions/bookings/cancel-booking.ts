import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { people } from '../../db/schema/people.ts'
import { tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor } from '../../domain/actor.ts'
import type { PageLocale } from '../../domain/codes.ts'
import { promiseLetters } from '../letters/promise-letters.ts'
import { withdrawLetters } from '../letters/withdraw-letters.ts'
import {
  asLookedAt,
  ChangedMeanwhile,
  changeableBooking,
  lookingAgain,
  openContact,
} from './booking-of-code.ts'

/**
 * Gives a time back, at once open for others; forgets contact, note and draft, withdraws what has not been mailed, and
 * promises the letter that takes the time out of the calendar. Refuses `return_code_unknown`, `already_canceled`,
 * `booking_over` (it has begun).
 */
export function cancelBooking(
  deps: Deps,
  actor: CallerActor,
  { returnCode }: { returnCode: string },
): Promise<{ canceledAt: Date }> {
  return lookingAgain(() => cancel(deps, actor, returnCode))
}

async function cancel(deps: Deps, actor: CallerActor, returnCode: string) {
  const booking = await changeableBooking(deps, returnCode)
  const { mail } = await openContact(deps, booking)
  const locale = booking.locale as PageLocale
  const sequence = booking.sequence + 1
  const promised = await promiseLetters(deps, mail, {
    kind: 'cancellation',
    booking: { ...booking, locale, sequence },
  })

  return change(deps, actor, 'cancel booking', async (tx, about) => {
    const canceledAt = deps.now()
    const [canceled] = await tx
      .update(bookings)
      .set({
        canceledAt,
        canceledBy: 'caller',
        sequence,
        contactSealed: null,
        noteSealed: null,
        draftSealed: null,
      })
      .where(asLookedAt(booking, canceledAt))
      .returning({ counselorId: bookings.counselorId })
    if (!canceled) throw new ChangedMeanwhile()
    await withdrawLetters(tx, booking.id, canceledAt)
    await promised(tx)
    const [counselor] = await tx
      .select({ partnerId: people.partnerId })
      .from(people)
      .where(eq(people.id, canceled.counselorId))
    await tally(tx, [{ at: canceledAt, measure: 'booking_canceled', partnerId: counselor?.partnerId }])
    about(booking.id)
    return { canceledAt }
  })
}
