import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bookings } from './bookings.ts'
import { calls } from './calls.ts'
import { instant } from './columns.ts'
import { partners, people, territories } from './people.ts'

/**
 * The closing of a contact: once per call, once per session. The coded outcome stays sealed here
 * until its day is over; then it moves to `outcomes`, shuffled, without link.
 */
export const closings = pgTable(
  'closings',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    callId: uuid('call_id').references(() => calls.id, { onDelete: 'cascade' }),
    bookingId: uuid('booking_id').references(() => bookings.id, { onDelete: 'cascade' }),
    closedAt: instant('closed_at').notNull(),
    closedOn: date('closed_on', { mode: 'string' }).notNull(),
    outcomeSealed: text('outcome_sealed'),
    // What could not be opened by any key: put here, so that it keeps nothing else waiting.
    outcomeSetAside: text('outcome_set_aside'),
  },
  t => [
    uniqueIndex('outcomes_one_per_call').on(t.callId),
    uniqueIndex('outcomes_one_per_session').on(t.bookingId),
    index('closings_to_flush').on(t.closedOn).where(sql`${t.outcomeSealed} is not null`),
    check('closings_are_of_one_contact', sql`num_nonnulls(${t.callId}, ${t.bookingId}) = 1`),
  ],
)

/**
 * Outcomes between their contact and `outcomes`: each sealed, under a key that is destroyed soon after. Only the month
 * shows, so that its release can wait, and until which day the key is needed.
 */
export const spool = pgTable(
  'spool',
  {
    id: uuid('id').primaryKey(),
    month: date('month', { mode: 'string' }).notNull(),
    opensUntil: date('opens_until', { mode: 'string' }).notNull(),
    sealed: text('sealed').notNull(),
  },
  t => [index('spool_by_month').on(t.month), index('spool_by_key').on(t.opensUntil)],
)

/**
 * Coded outcomes, without key, counselor or clock time: only their month, and the first day of their week where that
 * week had enough of them. Whose they were and by what means is sealed, until the month is released.
 */
export const outcomes = pgTable(
  'outcomes',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    week: date('week', { mode: 'string' }),
    month: date('month', { mode: 'string' }).notNull(),
    originSealed: text('origin_sealed'),
    kind: text('kind').notNull(),
    problems: text('problems').array().notNull(),
    riskAnswer: text('risk_answer').notNull(),
    notAskedBecause: text('not_asked_because'),
    ending: text('ending').notNull(),
    referral: text('referral').notNull(),
    distressBefore: integer('distress_before'),
    distressAfter: integer('distress_after'),
    ageBand: text('age_band').notNull(),
    territory: text('territory'),
    peopleHelped: integer('people_helped').notNull(),
  },
  t => [index('outcomes_by_week').on(t.week), index('outcomes_by_month').on(t.month)],
)

/**
 * Frozen counts of closed periods, or why a period was refused; each signed and chained to the one before. Rows are only
 * ever added (a trigger in the migration): a correction is a new version. Content and manifest are the very texts that
 * were signed.
 */
export const releases = pgTable(
  'releases',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    period: text('period').notNull(),
    kind: text('kind').notNull(),
    firstDay: date('first_day', { mode: 'string' }).notNull(),
    lastDay: date('last_day', { mode: 'string' }).notNull(),
    version: integer('version').notNull(),
    state: text('state').notNull(),
    content: text('content').notNull(),
    manifest: text('manifest').notNull(),
    signature: text('signature').notNull(),
    madeAt: instant('made_at').notNull(),
  },
  t => [
    uniqueIndex('releases_one_per_version').on(t.period, t.version),
    index('releases_by_day').on(t.lastDay),
    check('releases_kind_is_known', sql`${t.kind} in ('week', 'month', 'quarter')`),
    check('releases_state_is_known', sql`${t.state} in ('released', 'refused')`),
  ],
)

/** Livestreams, TV hours, chat groups, lectures: what was told, to how many. */
export const outreachSessions = pgTable(
  'outreach_sessions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    code: text('code').notNull(),
    medium: text('medium').notNull(),
    topic: text('topic').notNull(),
    heldAt: instant('held_at').notNull(),
    audience: integer('audience').notNull(),
    territory: text('territory').references(() => territories.code),
    partnerId: uuid('partner_id').references(() => partners.id),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: uuid('recorded_by').references(() => people.id),
    requestTag: text('request_tag'),
  },
  t => [
    uniqueIndex('outreach_sessions_one_per_code').on(t.code),
    uniqueIndex('outreach_sessions_one_per_request').on(t.requestTag),
    check('outreach_sessions_audience_is_a_count', sql`${t.audience} >= 0`),
  ],
)

/**
 * One row for each thing that operations count, written with the change itself and tied to nothing:
 * it survives the call or booking that it counts. `at` places it in a day and hour.
 */
export const tallies = pgTable(
  'tallies',
  {
    at: instant('at').notNull(),
    measure: text('measure').notNull(),
    partnerId: uuid('partner_id'),
    amount: integer('amount').notNull().default(1),
    waitSeconds: integer('wait_seconds'),
    /** Summed up in `dayCounts`: counts read it there. */
    rolled: boolean('rolled').notNull().default(false),
  },
  t => [
    index('tallies_by_time').on(t.at),
    index('tallies_not_rolled').on(t.at).where(sql`not ${t.rolled}`),
    index('tallies_handled_lately').on(t.at).where(sql`${t.measure} = 'call_handled'`),
  ],
)

/**
 * The tallies of finished local days, summed up: by the whole day, by its hours and by partners, with every wait of an
 * answered call and how often it occurred. A day is made anew from its tallies when late ones come. Whole months are
 * summed up of their days, under their first day, so that years are a few rows too: `month`, `month hour` …
 */
export const dayCounts = pgTable(
  'day_counts',
  {
    day: date('day', { mode: 'string' }).notNull(),
    cut: text('cut').notNull(),
    key: text('key').notNull(),
    measure: text('measure').notNull(),
    amount: bigint('amount', { mode: 'number' }).notNull(),
    waits: integer('waits').array(),
    waitCounts: integer('wait_counts').array(),
    medianWait: doublePrecision('median_wait'),
    p90Wait: doublePrecision('p90_wait'),
  },
  t => [
    primaryKey({ name: 'day_counts_one_per_figure', columns: [t.cut, t.day, t.key, t.measure] }),
    check(
      'day_counts_cut_is_known',
      sql`${t.cut} in ('day', 'hour', 'partner', 'month', 'month hour', 'month partner')`,
    ),
  ],
)

/** Who changed what, when; written in the same transaction. Never content. */
export const auditLines = pgTable(
  'audit_lines',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id'),
    action: text('action').notNull(),
    subject: text('subject'),
    /** The link of the chain that it belongs to (schema/audit.ts); null until the tick has chained it. */
    seal: bigint('seal', { mode: 'number' }),
  },
  t => [
    index('audit_lines_by_time').on(t.at),
    index('audit_lines_by_seal').on(t.seal).where(sql`${t.seal} is not null`),
    index('audit_lines_unsealed').on(t.id).where(sql`${t.seal} is null`),
  ],
)
