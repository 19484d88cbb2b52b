import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { people } from './people.ts'

/**
 * Planned time of a counselor: bookable, and on the line.
 * `shifts_one_per_counselor_and_time` (exclusion, in the migration) keeps one person's shifts apart.
 */
export const shifts = pgTable(
  'shifts',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    counselorId: uuid('counselor_id')
      .notNull()
      .references(() => people.id),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    plannedAt: instant('planned_at').notNull(),
    plannedBy: uuid('planned_by').references(() => people.id),
    canceledAt: instant('canceled_at'),
    requestTag: text('request_tag'),
  },
  t => [
    index('shifts_by_time').on(t.startsAt, t.endsAt).where(sql`${t.canceledAt} is null`),
    // Who is on shift at one time, however many shifts there were before it.
    index('shifts_by_stretch')
      .using('gist', sql`tstzrange(${t.startsAt}, ${t.endsAt})`)
      .where(sql`${t.canceledAt} is null`),
    uniqueIndex('shifts_one_per_request').on(t.requestTag),
    check('shifts_end_after_they_start', sql`${t.endsAt} > ${t.startsAt}`),
  ],
)

/**
 * Being on duty now. No index names what changes with each call, and pages have room (fillfactor, in the migration), so a
 * change stays in its page and leaves nothing behind in an index. `state` is what a free line may ask of this person: see `DutyState`.
 */
export const duties = pgTable(
  'duties',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    counselorId: uuid('counselor_id')
      .notNull()
      .references(() => people.id),
    state: text('state').notNull(),
    startedAt: instant('started_at').notNull(),
    idleSince: instant('idle_since').notNull(),
    seenAt: instant('seen_at').notNull(),
    awayBecause: text('away_because'),
    // Kept only while they rest after a high-risk contact, for it tells of one.
    restUntil: instant('rest_until'),
    endedAt: instant('ended_at'),
  },
  t => [
    uniqueIndex('duties_one_open_per_counselor').on(t.counselorId).where(sql`${t.endedAt} is null`),
    check(
      'duties_state_is_known',
      sql`${t.state} in ('free', 'offered', 'talking', 'wrap_up', 'break', 'away')`,
    ),
  ],
)
