import { sql } from 'drizzle-orm'
import { type Database, rows } from '../../src/db/connect.ts'

/** The rows of the ledger in order of time, as kind and whole minutes from an instant. */
export async function ledgerOf(db: Database, now: Date): Promise<[string, number, number][]> {
  const found = await rows<{ kind: string; since: Date; until: Date }>(
    db,
    sql`select kind, lower(during) as since, upper(during) as until from ledger order by lower(during), kind`,
  )
  const minutes = (at: Date) => Math.round((at.getTime() - now.getTime()) / 60_000)
  return found.map(({ kind, since, until }) => [kind, minutes(since), minutes(until)])
}

/** Sentences about the ledger that must hold between any two transactions, of those that do not. */
export async function ledgerFaults(db: Database): Promise<string[]> {
  const checks = {
    'something takes a minute that something else takes': sql`
      select 1 from (select *, ctid as row from ledger) a join (select *, ctid as row from ledger) b
        on a.counselor_id = b.counselor_id and a.row < b.row and a.during && b.during`,
    'a session and the ledger differ': sql`
      select 1 from (select * from bookings where canceled_at is null and (closed_at is null or closed_at > starts_at)) b
      full join (select * from ledger where kind = 'session') l on l.booking_id = b.id
      where (l.counselor_id, l.during)
        is distinct from (b.counselor_id, tstzrange(b.starts_at, least(b.ends_at, b.closed_at)))`,
    'an offer and the ledger differ': sql`
      select 1 from (select * from offers where state = 'pending') o
      full join (select * from ledger where kind = 'offer') l on l.call_id = o.call_id
      where l.counselor_id is distinct from o.counselor_id
        or not l.during @> o.offered_at and not exists (
          select from bookings b where b.counselor_id = o.counselor_id and b.closed_at >= o.offered_at)`,
    'the ledger knows a call that nobody is in': sql`
      select 1 from ledger l join calls c on c.id = l.call_id
      where l.kind in ('call', 'callback', 'wrap_up')
        and (c.state not in ('talking', 'wrap_up') or c.counselor_id is distinct from l.counselor_id)`,
    'a call takes no minute that is free': sql`
      select 1 from calls c where c.state in ('talking', 'wrap_up') and c.counselor_id is not null
        and not exists (select from ledger l where l.counselor_id = c.counselor_id and l.during @> c.answered_at)`,
    'the ledger knows a break or a rest that nobody takes, or not one that somebody does': sql`
      select 1 from (select * from duties where ended_at is null and state = 'break') d
      full join (select distinct duty_id from ledger where kind = 'break') l on l.duty_id = d.id
      where d.id is null or (l.duty_id is null and not exists (
        select from ledger x where x.counselor_id = d.counselor_id and x.during @> d.idle_since))`,
  }
  const found: string[] = []
  for (const [sentence, query] of Object.entries(checks))
    if ((await rows(db, query)).length > 0) found.push(sentence)
  return found
}
