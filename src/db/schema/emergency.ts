import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bookings } from './bookings.ts'
import { calls } from './calls.ts'
import { instant } from './columns.ts'
import { people } from './people.ts'

/**
 * A supervisor's question for the contact of a caller whose life may be at risk, and who allowed or refused it: never
 * the same person. Goes with its call or booking; the access log keeps who asked, allowed, refused and opened.
 */
export const emergencyOpenings = pgTable(
  'emergency_openings',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    callId: uuid('call_id').references(() => calls.id, { onDelete: 'cascade' }),
    bookingId: uuid('booking_id').references(() => bookings.id, { onDelete: 'cascade' }),
    reason: text('reason').notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => people.id),
    askedAt: instant('asked_at').notNull(),
    allowedBy: uuid('allowed_by').references(() => people.id),
    allowedAt: instant('allowed_at'),
    refusedBy: uuid('refused_by').references(() => people.id),
    refusedAt: instant('refused_at'),
    openedAt: instant('opened_at'),
  },
  t => [
    index('emergency_openings_by_time').on(t.askedAt),
    index('emergency_openings_by_call').on(t.callId),
    index('emergency_openings_by_booking').on(t.bookingId),
    check('emergency_openings_are_of_one_contact', sql`num_nonnulls(${t.callId}, ${t.bookingId}) = 1`),
    check('emergency_openings_take_two_people', sql`${t.allowedBy} <> ${t.askedBy}`),
    check('emergency_openings_are_refused_by_another', sql`${t.refusedBy} <> ${t.askedBy}`),
    check('emergency_openings_have_one_answer', sql`num_nonnulls(${t.allowedAt}, ${t.refusedAt}) <= 1`),
    check('emergency_openings_are_allowed_first', sql`${t.openedAt} is null or ${t.allowedAt} is not null`),
    check(
      'emergency_openings_reason_is_known',
      sql`${t.reason} in ('suicide', 'violence', 'child', 'medical')`,
    ),
  ],
)
