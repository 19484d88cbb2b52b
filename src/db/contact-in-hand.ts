import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { CounselorActor } from '../domain/actor.ts'
import type { AgeBand, Mode } from '../domain/codes.ts'
import { acting, rows } from './connect.ts'

/** A contact of a counselor: a call or a booked session. */
export type HeldContact = { callId: string; bookingId?: never } | { bookingId: string; callId?: never }

/** What a next session takes over from a contact; `withoutPartner` is the code of the partner that its caller left out. */
export type InHand = { language: string; ageBand: AgeBand; mode: Mode; withoutPartner?: string }

/**
 * The contact that this counselor is in, or still has to close: an accepted call, a session that has begun. Undefined
 * for all others, whosever they are. Asked under the counselor's own role: PostgreSQL shows no contact but theirs.
 */
export async function contactInHand(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { personId }: CounselorActor,
  { callId, bookingId }: HeldContact,
): Promise<InHand | undefined> {
  const partner = sql`(select code from partners where id = c.without_partner) as without_partner`
  const [found] = await rows<{
    language: string
    age_band: AgeBand
    mode: Mode
    without_partner: string | null
  }>(
    acting(db, 'counselor', personId),
    callId
      ? sql`select c.language, c.age_band, 'phone' as mode, ${partner} from calls c
            where c.id = ${callId} and c.counselor_id = ${personId} and c.state in ('talking', 'wrap_up')`
      : sql`select c.language, c.age_band, c.mode, ${partner} from bookings c
            where c.id = ${bookingId} and c.counselor_id = ${personId} and c.canceled_at is null
              and c.closed_at is null and c.starts_at <= ${now().toISOString()}`,
  )
  if (!found) return undefined
  const { language, age_band: ageBand, mode, without_partner: withoutPartner } = found
  return { language, ageBand, mode, ...(withoutPartner !== null && { withoutPartner }) }
}
