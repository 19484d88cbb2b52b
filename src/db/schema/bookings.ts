import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  date,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { shifts } from './duty.ts'
import { partners, people } from './people.ts'
import { waitingEntries } from './waiting.ts'

/**
 * A time that a caller has with a counselor. No name; what the caller left is sealed.
 * The ledger (schema/ledger.ts) makes double booking impossible.
 */
export const bookings = pgTable(
  'bookings',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    counselorId: uuid('counselor_id')
      .notNull()
      .references(() => people.id),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    mode: text('mode').notNull(),
    language: text('language').notNull(),
    locale: text('locale').notNull(),
    ageBand: text('age_band').notNull().default('unknown'),
    withoutPartner: uuid('without_partner').references(() => partners.id),
    returnCodeTag: text('return_code_tag').notNull(),
    requestTag: text('request_tag'),
    contactSealed: text('contact_sealed'),
    noteSealed: text('note_sealed'),
    draftSealed: text('draft_sealed'),
    forgetOn: date('forget_on', { mode: 'string' }).notNull(),
    sequence: integer('sequence').notNull().default(0),
    madeAt: instant('made_at').notNull(),
    // When its caller was told that it may begin late, because a call had run into it.
    delayedAt: instant('delayed_at'),
    canceledAt: instant('canceled_at'),
    canceledBy: text('canceled_by'),
    closedAt: instant('closed_at'),
  },
  t => [
    uniqueIndex('bookings_one_per_return_code').on(t.returnCodeTag),
    uniqueIndex('bookings_one_per_request').on(t.requestTag),
    index('bookings_by_counselor').on(t.counselorId, t.startsAt).where(isStanding(t)),
    index('bookings_by_time').on(t.startsAt, t.endsAt).where(sql`${t.canceledAt} is null`),
    check('bookings_end_after_they_start', sql`${t.endsAt} > ${t.startsAt}`),
  ],
)

/**
 * Not canceled, in the words of the index of a counselor's bookings. `is null` means the same and asks the index of times
 * of everybody, which on paper costs no more while the table is small.
 */
export function isStanding({ canceledAt }: { canceledAt: AnyPgColumn | SQL }): SQL {
  return sql`num_nonnulls(${canceledAt}) = 0`
}

/** Letters that have been promised: written in the same transaction as what they tell of. */
export const letters = pgTable(
  'letters',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    kind: text('kind').notNull(),
    locale: text('locale').notNull(),
    bookingId: uuid('booking_id').references(() => bookings.id, { onDelete: 'cascade' }),
    waitingEntryId: uuid('waiting_entry_id').references(() => waitingEntries.id, { onDelete: 'cascade' }),
    personId: uuid('person_id').references(() => people.id),
    shiftId: uuid('shift_id').references(() => shifts.id),
    sequence: integer('sequence').notNull().default(0),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    toSealed: text('to_sealed').notNull(),
    secretSealed: text('secret_sealed'),
    messageId: text('message_id').notNull(),
    dueAt: instant('due_at').notNull(),
    failedTries: integer('failed_tries').notNull().default(0),
    sentAt: instant('sent_at'),
    withdrawnAt: instant('withdrawn_at'),
    refusedAt: instant('refused_at'),
  },
  t => [
    uniqueIndex('letters_one_per_message_id').on(t.messageId),
    index('letters_by_booking').on(t.bookingId),
    index('letters_by_waiting_entry').on(t.waitingEntryId),
    uniqueIndex('letters_one_reminder_per_shift').on(t.shiftId).where(sql`${t.kind} = 'shiftReminder'`),
    index('letters_due')
      .on(t.dueAt)
      .where(sql`${t.sentAt} is null and ${t.withdrawnAt} is null and ${t.refusedAt} is null`),
  ],
)
