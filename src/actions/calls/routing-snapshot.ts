import { sql } from 'drizzle-orm'
import { rows, type Transaction } from '../../db/connect.ts'
import type { Deps } from '../../deps.ts'
import { type Contact, type DutyState, longestOverrunMinutes, type OnDuty } from '../../domain/routing.ts'
import { latestArrival, stillWaiting } from './still-waiting.ts'

/** So many contacts of each language are looked at in one round; those behind them follow in a later one. */
const mostContacts = 200

/** A waiting contact, and whether it is marked as one that nobody can take. */
export type WaitingContact = Contact & { marked: boolean }

/**
 * The contacts that can still be waiting, in their order. Asked are those who declined this call in the duty that they are in:
 * nobody is asked twice for it until they go off duty and come on again. Whoever let an offer run out is away,
 * and may be asked again once they come back.
 */
export async function waitingContacts(
  deps: Pick<Deps, 'config'>,
  tx: Transaction,
  now: Date,
): Promise<WaitingContact[]> {
  const found = await rows<{
    id: string
    queued_at: Date
    language: string
    marked: boolean
    asked: string | null
  }>(
    tx,
    sql`select c.id, c.queued_at, c.language, c.unanswered_at is not null as marked,
          (select string_agg(o.counselor_id::text, ',') from offers o
             join duties d on d.counselor_id = o.counselor_id and d.ended_at is null
             where o.call_id = c.id and o.state = 'declined' and o.settled_at >= d.started_at) as asked
        from (select *, row_number() over (partition by language order by queued_at, id) as place
              from calls where ${stillWaiting(deps, now)}) c
        where c.place <= ${mostContacts}
        order by c.queued_at, c.id`,
  )
  return found.map(({ id, queued_at, language, marked, asked }) => ({
    id,
    arrivedAt: queued_at,
    language,
    marked,
    asked: new Set(asked?.split(',')),
  }))
}

/**
 * Everybody who is on duty by this clock, with the start of their running or next session. A session counts until it is closed,
 * or at the latest half an hour after its end: a forgotten outcome must not keep somebody off the line for ever.
 */
export async function peopleOnDuty(tx: Transaction, now: Date, guardMinutes: number): Promise<OnDuty[]> {
  const guarded = new Date(now.getTime() + guardMinutes * 60_000)
  const overrun = new Date(now.getTime() - longestOverrunMinutes * 60_000)
  const found = await rows<{
    id: string
    languages: string
    state: DutyState
    idle_since: Date
    seen_at: Date
    session_at: Date | null
  }>(
    tx,
    sql`select d.counselor_id as id, array_to_string(p.languages, ',') as languages, d.state, d.idle_since, d.seen_at,
          (select min(b.starts_at) from bookings b where b.counselor_id = d.counselor_id
             and b.canceled_at is null and b.closed_at is null
             and b.starts_at <= ${guarded} and b.ends_at > ${overrun}) as session_at
        from duties d join people p on p.id = d.counselor_id and p.retired_at is null
        where d.ended_at is null and d.started_at <= ${latestArrival(now)}`,
  )
  return found.map(person => ({
    id: person.id,
    languages: person.languages.split(','),
    state: person.state,
    idleSince: person.idle_since,
    lastSeenAt: person.seen_at,
    sessionAt: person.session_at,
    inSession: person.session_at !== null && person.session_at <= now,
  }))
}
