import { sql } from 'drizzle-orm'
import { oneStep } from '../../db/change.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { tallies } from '../../db/schema/counts.ts'
import type { AgeBand, Mode, PageLocale } from '../../domain/codes.ts'
import { lettersWritten } from '../letters/promise-letters.ts'
import { type ClaimValues, claimedFor } from './claim-counselor.ts'

/** What stands in the statement that makes a booking; `letters` is their list as JSON. */
export type BookedValues = ClaimValues & {
  id: string
  mode: Mode
  language: string
  locale: PageLocale
  ageBand: AgeBand
  withoutPartner: string | null
  returnCodeTag: string
  requestTag: string | null
  contactSealed: string | null
  noteSealed: string | null
  forgetOn: string
  madeAt: Date
  letters: string
}

/**
 * A booking in one statement: claims somebody, and where they are free still, writes the booking, its letters, its count
 * and its audit line. Answers the `Claim`; nothing where there was nobody left to try.
 */
export const booked = oneStep<BookedValues>('make booking', value => ({
  with: sql`
    claim as materialized (${claimedFor(value)}),
    booked as (
      insert into ${bookings} (id, counselor_id, starts_at, ends_at, mode, language, locale, age_band, without_partner,
        return_code_tag, request_tag, contact_sealed, note_sealed, forget_on, made_at)
      select ${value('id')}::uuid, claim.id, ${value('from')}::timestamptz, ${value('until')}::timestamptz, ${value('mode')},
        ${value('language')}, ${value('locale')}, ${value('ageBand')}, ${value('withoutPartner')}::uuid,
        ${value('returnCodeTag')}, ${value('requestTag')}, ${value('contactSealed')}, ${value('noteSealed')},
        ${value('forgetOn')}::date, ${value('madeAt')}::timestamptz
      from claim where claim.free
      returning id),
    promised as (${lettersWritten(value('letters'), sql`select from booked`)}),
    counted as (
      insert into ${tallies} (at, measure, partner_id)
      select ${value('madeAt')}::timestamptz, 'booking_made', "partnerId" from claim where free)`,
  about: sql`select id::text from booked`,
  answer: sql`select * from claim`,
}))
