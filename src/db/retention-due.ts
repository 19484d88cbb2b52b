import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { monthOf } from '../domain/days.ts'
import {
  cutoffOf,
  periodOf,
  type RetentionRule,
  type RuleId,
  retentionProfiles,
} from '../domain/retention.ts'
import { dayStart, localDay } from '../domain/time.ts'

/** A rule with what PostgreSQL must know to carry it out: which rows are due, and what an emptied one looks like. */
export type DueRule = RetentionRule & { due: SQL; emptied?: SQL }

type Moment = { cutoff: Date; cutoffDay: string; today: string; month: Date }

const ended = sql`state in ('closed', 'abandoned') and coalesce(ended_at, closed_at, arrived_at)`
/** Whose outcome still waits, sealed, stays until it is counted; what they left goes all the same. */
const counted = (contact: 'calls' | 'bookings') => sql`not exists (select from closings c
  where c.${sql.raw(contact === 'calls' ? 'call_id' : 'booking_id')} = ${sql.raw(contact)}.id and c.outcome_sealed is not null)`

const dueRows: Record<RuleId, (moment: Moment) => SQL> = {
  booking_contact: ({ cutoff }) =>
    sql`ends_at <= ${cutoff} and num_nonnulls(contact_sealed, note_sealed, request_tag) > 0`,
  booking: ({ cutoff }) => sql`ends_at <= ${cutoff} and ${counted('bookings')}`,
  call_contact: ({ cutoff }) => sql`${ended} <= ${cutoff} and num_nonnulls(contact_sealed, request_tag) > 0`,
  callback_contact: ({ today }) => sql`forget_on < ${today} and contact_sealed is not null`,
  caller_tag: ({ month }) => sql`caller_tag is not null and arrived_at < ${month}`,
  call: ({ cutoff }) => sql`${ended} <= ${cutoff} and ${counted('calls')}`,
  letter_address: () => sql`num_nonnulls(sent_at, withdrawn_at, refused_at) > 0
    and (to_sealed <> '' or secret_sealed is not null)`,
  staff_letter: ({ cutoff }) => sql`num_nonnulls(booking_id, waiting_entry_id) = 0 and due_at <= ${cutoff}`,
  waiting_entry: ({ cutoff }) => sql`ends_at <= ${cutoff}`,
  rest: ({ cutoff }) => sql`rest_until <= ${cutoff}`,
  sign_in: ({ cutoff }) => sql`least(ended_at, ends_at) <= ${cutoff}`,
  sign_in_code: ({ cutoff }) => sql`ends_at <= ${cutoff}`,
  spent_challenge: ({ cutoff }) => sql`ends_at <= ${cutoff}`,
  wrong_tries: ({ cutoff }) => sql`last_at <= ${cutoff}`,
  calendar_feed: ({ cutoff }) => sql`revoked_at <= ${cutoff}
    or exists (select from people p where p.id = person_id and p.retired_at <= ${cutoff})`,
  roster_request: ({ cutoff }) => sql`made_at <= ${cutoff}`,
  uncovered_warning: ({ cutoff }) => sql`hour_starts_at <= ${cutoff}`,
  // A month is over before it counts as old.
  outcome: ({ cutoffDay }) => sql`month < date_trunc('month', ${cutoffDay}::date)`,
  // What is not summed up yet would be missed in its day.
  tally: ({ cutoff }) => sql`at <= ${cutoff} and rolled`,
  day_count: ({ cutoffDay }) => sql`day < ${cutoffDay}`,
  access_line: ({ cutoff }) => sql`at <= ${cutoff}`,
}

/** `letters.to_sealed` is never null: a letter without an address is one that has been decided. */
const emptied: Record<string, SQL> = { to_sealed: sql`''` }

/** The rules of this deployment with what is due at an instant. */
export function dueRules(config: Deps['config'], now: Date): DueRule[] {
  return retentionProfiles[config.RETENTION_PROFILE].map(rule => {
    const cutoff = cutoffOf(now, periodOf(rule, config))
    const today = localDay(now, config.TIME_ZONE)
    const cutoffDay = localDay(cutoff, config.TIME_ZONE)
    const due = dueRows[rule.id]({
      cutoff,
      cutoffDay,
      today,
      month: dayStart(monthOf(today).from, config.TIME_ZONE),
    })
    const sets = rule.columns?.map(column => sql`${sql.identifier(column)} = ${emptied[column] ?? sql`null`}`)
    return { ...rule, due, ...(sets && { emptied: sql.join(sets, sql`, `) }) }
  })
}
