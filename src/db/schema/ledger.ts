import { sql } from 'drizzle-orm'
import { check, customType, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bookings } from './bookings.ts'
import { calls } from './calls.ts'
import { duties } from './duty.ts'
import { people } from './people.ts'

const stretch = customType<{ data: string }>({ dataType: () => 'tstzrange' })

/**
 * The one ledger of capacity: each row is a stretch of a counselor's time that something takes, now or ahead.
 * `ledger_one_thing_per_counselor_and_minute` (exclusion, in the migration) lets nothing take time twice. Nobody writes
 * here but the triggers on bookings, offers, calls and duties, at the end of each transaction, and `ledger_roll`.
 */
export const ledger = pgTable(
  'ledger',
  {
    counselorId: uuid('counselor_id')
      .notNull()
      .references(() => people.id),
    during: stretch('during').notNull(),
    kind: text('kind').notNull(),
    bookingId: uuid('booking_id').references(() => bookings.id, { onDelete: 'cascade' }),
    callId: uuid('call_id').references(() => calls.id, { onDelete: 'cascade' }),
    dutyId: uuid('duty_id').references(() => duties.id, { onDelete: 'cascade' }),
  },
  t => [
    index('ledger_by_booking').on(t.bookingId).where(sql`${t.bookingId} is not null`),
    index('ledger_by_call').on(t.callId).where(sql`${t.callId} is not null`),
    index('ledger_by_duty').on(t.dutyId).where(sql`${t.dutyId} is not null`),
    // What takes a stretch is the last row that begins before its end: a third of what the exclusion's index costs.
    index('ledger_by_counselor').on(t.counselorId, sql`lower(${t.during})`),
    index('ledger_by_time').on(sql`lower(${t.during})`, sql`upper(${t.during})`),
    check(
      'ledger_kind_is_of_its_subject',
      sql`num_nonnulls(${t.bookingId}, ${t.callId}, ${t.dutyId}) = 1 and (
        case when ${t.kind} = 'session' then ${t.bookingId}
          when ${t.kind} in ('offer', 'call', 'callback', 'wrap_up') then ${t.callId}
          when ${t.kind} in ('break', 'rest') then ${t.dutyId} end) is not null`,
    ),
    check('ledger_takes_some_time', sql`not isempty(${t.during})`),
  ],
)
