import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { partners, people, territories } from './people.ts'

/**
 * A contact that waits for a counselor: a call on a line, a call typed in by an operator,
 * or a promised call-back. `queuedAt` is its place and never changes by being offered.
 */
export const calls = pgTable(
  'calls',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    channel: text('channel').notNull(),
    line: text('line'),
    // The exchange's own name for the call, as a keyed tag: its call log knows the caller's number.
    referenceTag: text('reference_tag'),
    requestTag: text('request_tag'),
    language: text('language').notNull(),
    ageBand: text('age_band').notNull().default('unknown'),
    callerTag: text('caller_tag'),
    markedAs: text('marked_as'),
    territory: text('territory').references(() => territories.code),
    withoutPartner: uuid('without_partner').references(() => partners.id),
    namedCounselorId: uuid('named_counselor_id').references(() => people.id),
    state: text('state').notNull(),
    arrivedAt: instant('arrived_at').notNull(),
    queuedAt: instant('queued_at').notNull(),
    unansweredAt: instant('unanswered_at'),
    callbackPromisedAt: instant('callback_promised_at'),
    counselorId: uuid('counselor_id').references(() => people.id),
    answeredAt: instant('answered_at'),
    endedAt: instant('ended_at'),
    closedAt: instant('closed_at'),
    contactSealed: text('contact_sealed'),
    draftSealed: text('draft_sealed'),
    forgetOn: date('forget_on', { mode: 'string' }),
    counted: boolean('counted').notNull().default(true),
  },
  t => [
    uniqueIndex('calls_one_per_line_reference').on(t.line, t.referenceTag),
    uniqueIndex('calls_one_per_request').on(t.requestTag).where(sql`${t.requestTag} is not null`),
    uniqueIndex('calls_one_talking_per_counselor')
      .on(t.counselorId)
      .where(sql`${t.state} in ('talking', 'wrap_up')`),
    index('calls_waiting').on(t.queuedAt).where(sql`${t.state} in ('waiting', 'offered')`),
    // Those that can have a head start, of which waits to be stated ask how many come in an hour.
    index('calls_of_higher_classes')
      .on(t.queuedAt)
      .where(
        sql`${t.markedAs} is not null or ${t.ageBand} in ('under_14', 'age_14_17') or ${t.channel} = 'callback'`,
      ),
    index('calls_given_up').on(t.endedAt).where(sql`${t.state} = 'abandoned'`),
    check('calls_mark_is_known', sql`${t.markedAs} in ('danger_now', 'front_line_medical')`),
    check('calls_channel_is_known', sql`${t.channel} in ('phone', 'typed', 'callback')`),
    check(
      'calls_state_is_known',
      sql`${t.state} in ('waiting', 'offered', 'talking', 'wrap_up', 'closed', 'abandoned')`,
    ),
  ],
)

/** A call put to one counselor. At most one lives per call, and one per counselor. */
export const offers = pgTable(
  'offers',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    counselorId: uuid('counselor_id')
      .notNull()
      .references(() => people.id),
    state: text('state').notNull(),
    offeredAt: instant('offered_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    settledAt: instant('settled_at'),
  },
  t => [
    uniqueIndex('offers_one_live_per_call').on(t.callId).where(sql`${t.state} = 'pending'`),
    uniqueIndex('offers_one_live_per_counselor').on(t.counselorId).where(sql`${t.state} = 'pending'`),
    index('offers_by_call').on(t.callId),
    index('offers_accepted').on(t.counselorId, t.settledAt).where(sql`${t.state} = 'accepted'`),
    index('offers_live_by_end').on(t.expiresAt).where(sql`${t.state} = 'pending'`),
    check(
      'offers_state_is_known',
      sql`${t.state} in ('pending', 'accepted', 'declined', 'expired', 'withdrawn')`,
    ),
  ],
)

/**
 * What routing decided for a contact: to whom it was offered and why, and why not to the others (`passedOver`, as
 * domain/routing-explanation.ts shortens it; `further` are those beyond the first). Nothing of the caller; goes with the call.
 */
export const routingSteps = pgTable(
  'routing_steps',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    step: text('step').notNull(),
    reach: text('reach').notNull(),
    counselorId: uuid('counselor_id').references(() => people.id),
    because: text('because'),
    passedOver: jsonb('passed_over').notNull(),
    further: integer('further').notNull(),
  },
  t => [
    index('routing_steps_by_call').on(t.callId),
    check('routing_steps_step_is_known', sql`${t.step} in ('offered', 'unanswered')`),
  ],
)
