import { contactInHand, type HeldContact } from '../../db/contact-in-hand.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { type BookingInput, type BookingMade, makeBooking } from './make-booking.ts'

/** A next session for the caller of a contact; `withMe` with this counselor, otherwise with whoever suits best. */
export type NextSession = Omit<BookingInput, 'withoutPartner' | 'counselorId'> & {
  of: HeldContact
  withMe: boolean
}

/**
 * Books a next session for the caller whom a counselor is talking to, or has just talked to. The partner that the caller
 * left out of this contact is left out of the next one, without the counselor's learning of it. Refuses as `makeBooking`
 * does, and with `not_found` for a contact that is not theirs or is closed.
 */
export async function bookNextSession(
  deps: Deps,
  actor: CounselorActor,
  { of, withMe, ...wanted }: NextSession,
): Promise<BookingMade> {
  const held = await contactInHand(deps, actor, of)
  if (!held) throw new Problem('not_found')
  const { withoutPartner } = held
  return makeBooking(deps, actor, {
    ...wanted,
    withoutPartner,
    counselorId: withMe ? actor.personId : undefined,
  })
}
