import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ProofSpan } from '../../domain/coverage-proof.ts'
import { instant } from './columns.ts'
import { shifts } from './duty.ts'
import { people } from './people.ts'

/** How many seats an hour (0 to 23, local) of a weekday (Monday 1) needs in a language, where somebody said so. */
export const seatsRequired = pgTable(
  'seats_required',
  {
    language: text('language').notNull(),
    weekday: integer('weekday').notNull(),
    hour: integer('hour').notNull(),
    seats: integer('seats').notNull(),
    saidAt: instant('said_at').notNull(),
    saidBy: uuid('said_by').references(() => people.id),
  },
  t => [
    primaryKey({ name: 'seats_required_one_per_hour', columns: [t.language, t.weekday, t.hour] }),
    check('seats_required_weekday_is_one', sql`${t.weekday} between 1 and 7`),
    check('seats_required_hour_is_on_the_clock', sql`${t.hour} between 0 and 23`),
    check('seats_required_is_a_count', sql`${t.seats} between 0 and 99`),
  ],
)

/** Hours of which coordinators have been warned that nobody is planned, each once. */
export const uncoveredWarnings = pgTable('uncovered_warnings', {
  hourStartsAt: instant('hour_starts_at').primaryKey(),
  warnedAt: instant('warned_at').notNull(),
})

/**
 * A stretch of a counselor's week: from a wall time on a weekday (Monday 1) to a wall time, which lies on the next
 * day unless it is later. Shifts that follow from it carry `pattern <id> <day>` as their request.
 */
export const weeklyPatterns = pgTable(
  'weekly_patterns',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    counselorId: uuid('counselor_id')
      .notNull()
      .references(() => people.id),
    weekday: integer('weekday').notNull(),
    fromTime: text('from_time').notNull(),
    toTime: text('to_time').notNull(),
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    untilDay: date('until_day', { mode: 'string' }),
    madeAt: instant('made_at').notNull(),
    madeBy: uuid('made_by').references(() => people.id),
    endedAt: instant('ended_at'),
  },
  t => [
    index('weekly_patterns_live').on(t.counselorId).where(sql`${t.endedAt} is null`),
    uniqueIndex('weekly_patterns_one_per_stretch')
      .on(t.counselorId, t.weekday, t.fromTime, t.toTime, t.fromDay)
      .where(sql`${t.endedAt} is null`),
    check('weekly_patterns_weekday_is_one', sql`${t.weekday} between 1 and 7`),
  ],
)

/** Single days on which no weekly pattern holds: of one counselor, or of everybody where nobody is named. */
export const daysOff = pgTable(
  'days_off',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    counselorId: uuid('counselor_id').references(() => people.id),
    day: date('day', { mode: 'string' }).notNull(),
    name: text('name'),
    saidAt: instant('said_at').notNull(),
    saidBy: uuid('said_by').references(() => people.id),
  },
  t => [
    uniqueIndex('days_off_one_per_counselor_and_day')
      .on(t.counselorId, t.day)
      .where(sql`${t.counselorId} is not null`),
    uniqueIndex('days_off_one_holiday_per_day').on(t.day).where(sql`${t.counselorId} is null`),
  ],
)

/**
 * Time that a counselor can take: a seat that a coordinator opens or, with `shiftId`, the shift of somebody who asks for
 * cover. Whoever sets `takenAt` first has it.
 */
export const openShifts = pgTable(
  'open_shifts',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    language: text('language'),
    shiftId: uuid('shift_id').references(() => shifts.id),
    offeredAt: instant('offered_at').notNull(),
    offeredBy: uuid('offered_by')
      .notNull()
      .references(() => people.id),
    requestTag: text('request_tag'),
    takenAt: instant('taken_at'),
    takenBy: uuid('taken_by').references(() => people.id),
    withdrawnAt: instant('withdrawn_at'),
  },
  t => [
    uniqueIndex('open_shifts_one_live_per_shift')
      .on(t.shiftId)
      .where(sql`${t.takenAt} is null and ${t.withdrawnAt} is null`),
    uniqueIndex('open_shifts_one_per_request').on(t.requestTag),
    index('open_shifts_live').on(t.startsAt).where(sql`${t.takenAt} is null and ${t.withdrawnAt} is null`),
    check('open_shifts_end_after_they_start', sql`${t.endsAt} > ${t.startsAt}`),
  ],
)

/** Who was asked to cover whose shift, and when: the next to be asked is whoever was asked longest ago. */
export const coverAsks = pgTable(
  'cover_asks',
  {
    openShiftId: uuid('open_shift_id')
      .notNull()
      .references(() => openShifts.id),
    counselorId: uuid('counselor_id')
      .notNull()
      .references(() => people.id),
    askedAt: instant('asked_at').notNull(),
  },
  t => [
    primaryKey({ name: 'cover_asks_one_per_counselor', columns: [t.openShiftId, t.counselorId] }),
    index('cover_asks_by_counselor').on(t.counselorId, t.askedAt),
  ],
)

/** The secret address at which a counselor's calendar reads the shifts. Only its keyed hash is kept. */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    tokenTag: text('token_tag').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    locale: text('locale').notNull(),
    madeAt: instant('made_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  t => [uniqueIndex('calendar_feeds_one_live_per_person').on(t.personId).where(sql`${t.revokedAt} is null`)],
)

/** A wish to swap: one's own shift for somebody else's. Whoever owns the other one accepts or declines. */
export const shiftSwaps = pgTable(
  'shift_swaps',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id),
    otherShiftId: uuid('other_shift_id')
      .notNull()
      .references(() => shifts.id),
    askedAt: instant('asked_at').notNull(),
    acceptedAt: instant('accepted_at'),
    declinedAt: instant('declined_at'),
    withdrawnAt: instant('withdrawn_at'),
  },
  t => [
    uniqueIndex('shift_swaps_one_live_per_shift')
      .on(t.shiftId)
      .where(sql`${t.acceptedAt} is null and ${t.declinedAt} is null and ${t.withdrawnAt} is null`),
    index('shift_swaps_by_other').on(t.otherShiftId),
  ],
)

/**
 * Changes of the roster that the proof of coverage has not looked at yet. Triggers write them, in the transaction of the
 * change (in the migration): no verb can forget to.
 */
export const rosterChanges = pgTable('roster_changes', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
})

/** The latest proof of coverage, one row: when it was made, of which stretch and lines, and how contacts end in it. */
export const coverageChecks = pgTable(
  'coverage_checks',
  {
    id: integer('id').primaryKey().default(1),
    checkedAt: instant('checked_at').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    lines: text('lines').array().notNull(),
    spans: jsonb('spans').$type<ProofSpan[]>().notNull(),
  },
  t => [check('coverage_checks_keep_the_latest', sql`${t.id} = 1`)],
)

/** Requests of programs that make several rows or none of their own: what the key stood for, as a keyed hash. */
export const rosterRequests = pgTable('roster_requests', {
  requestTag: text('request_tag').primaryKey(),
  contentTag: text('content_tag').notNull(),
  answer: jsonb('answer').$type<Record<string, number>>().notNull(),
  madeAt: instant('made_at').notNull(),
})
