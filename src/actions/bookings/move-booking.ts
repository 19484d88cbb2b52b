import { eq } from 'drizzle-orm'
import { bookings } from '../../db/schema/bookings.ts'
import { partners } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor } from '../../domain/actor.ts'
import type { AgeBand, Mode, PageLocale } from '../../domain/codes.ts'
import { forgetOn } from '../../domain/kept-until.ts'
import { promiseLetters } from '../letters/promise-letters.ts'
import { withdrawLetters } from '../letters/withdraw-letters.ts'
import {
  asLookedAt,
  type BookingRow,
  ChangedMeanwhile,
  changeableBooking,
  lookingAgain,
  openContact,
} from './booking-of-code.ts'
import { withCounselor } from './claim-counselor.ts'
import { type Asked, findCandidates, orNearest } from './find-candidates.ts'

/** The booking as it stands after moving. */
export type BookingMoved = { startsAt: Date; endsAt: Date; mode: Mode }

/**
 * Moves a booking to another open time, with the same return code, and with the same counselor if that one is free then.
 * Moving it to where it is changes nothing. Refuses as `makeBooking` and `cancelBooking` do; the old time stays
 * the caller's until the new one is theirs.
 */
export function rescheduleBooking(
  deps: Deps,
  actor: CallerActor,
  { returnCode, startsAt }: { returnCode: string; startsAt: Date },
): Promise<BookingMoved> {
  return lookingAgain(() => move(deps, actor, returnCode, startsAt))
}

async function move(deps: Deps, actor: CallerActor, returnCode: string, startsAt: Date) {
  const booking = await changeableBooking(deps, returnCode)
  const mode = booking.mode as Mode
  if (booking.startsAt.getTime() === startsAt.getTime()) return { startsAt, endsAt: booking.endsAt, mode }

  const withoutPartner = await partnerCode(deps, booking.withoutPartner)
  const { language, id: except } = booking
  const ageBand = booking.ageBand as AgeBand
  const asked: Asked = { startsAt, mode, language, withoutPartner, ageBand, except }
  return orNearest(deps, asked, async () => {
    const found = await findCandidates(deps, asked)
    const same = found.filter(id => id === booking.counselorId)
    const candidates = [...same, ...found.filter(id => id !== booking.counselorId)]

    const endsAt = new Date(startsAt.getTime() + deps.config.SESSION_MINUTES * 60_000)
    const sequence = booking.sequence + 1
    const { contact, ...resealed } = await sealedAnew(deps, booking, endsAt)
    const promised = await promiseLetters(deps, contact.mail, {
      kind: 'moved',
      booking: { id: booking.id, startsAt, endsAt, locale: booking.locale as PageLocale, sequence },
    })

    const session = { startsAt, endsAt, except: booking.id }
    return withCounselor(deps, actor, 'move booking', session, candidates, async (tx, counselor, about) => {
      const movedAt = deps.now()
      const [moved] = await tx
        .update(bookings)
        .set({
          ...resealed,
          draftSealed: null,
          delayedAt: null,
          counselorId: counselor.id,
          startsAt,
          endsAt,
          sequence,
        })
        .where(asLookedAt(booking, movedAt))
        .returning({ id: bookings.id })
      if (!moved) throw new ChangedMeanwhile()
      await withdrawLetters(tx, booking.id, movedAt)
      await promised(tx)
      about(booking.id)
      return { startsAt, endsAt, mode }
    })
  })
}

/** Contact and note under the key of the new day: kept as long as the new time needs them, and no longer. */
async function sealedAnew(deps: Deps, booking: BookingRow, endsAt: Date) {
  const { keys, config } = deps
  const until = forgetOn(config, endsAt)
  const anew = async (sealed: string | null, column: string) => {
    const place = { table: 'bookings', row: booking.id, column }
    const text = sealed ? await keys.open(sealed, place) : undefined
    return text === undefined ? null : keys.seal(text, until, place)
  }
  return {
    contact: await openContact(deps, booking),
    contactSealed: await anew(booking.contactSealed, 'contact_sealed'),
    noteSealed: await anew(booking.noteSealed, 'note_sealed'),
    forgetOn: until,
  }
}

async function partnerCode({ db }: Pick<Deps, 'db'>, id: string | null) {
  if (!id) return undefined
  const [partner] = await db.select({ code: partners.code }).from(partners).where(eq(partners.id, id))
  return partner?.code
}
