import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** Somebody who waits for a time to open: what would suit, and a sealed address to write to. Goes with its last day. */
export const waitingEntries = pgTable(
  'waiting_entries',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    mode: text('mode').notNull(),
    language: text('language').notNull(),
    // Only those who are qualified for minors can hold it; which age it was is not kept.
    ofMinor: boolean('of_minor').notNull().default(false),
    locale: text('locale').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    mailSealed: text('mail_sealed').notNull(),
    forgetOn: date('forget_on', { mode: 'string' }).notNull(),
    lettersPromised: integer('letters_promised').notNull().default(0),
    requestTag: text('request_tag'),
    requestPrint: text('request_print'),
    madeAt: instant('made_at').notNull(),
  },
  t => [
    uniqueIndex('waiting_entries_one_per_request').on(t.requestTag),
    index('waiting_entries_in_line').on(t.madeAt, t.id),
    check('waiting_entries_end_after_they_start', sql`${t.endsAt} > ${t.startsAt}`),
  ],
)

/** The open times that an entry knows of already; `told` when a letter named this one, which then was its turn. */
export const waitingTimes = pgTable(
  'waiting_times',
  {
    entryId: uuid('entry_id')
      .notNull()
      .references(() => waitingEntries.id, { onDelete: 'cascade' }),
    opensAt: instant('opens_at').notNull(),
    told: boolean('told').notNull(),
    knownAt: instant('known_at').notNull(),
  },
  t => [primaryKey({ name: 'waiting_times_one_per_entry_and_time', columns: [t.entryId, t.opensAt] })],
)
