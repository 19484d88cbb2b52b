import { sql } from 'drizzle-orm'
import { type Transaction, written } from '../../db/connect.ts'
import { calls, offers } from '../../db/schema/calls.ts'
import { duties } from '../../db/schema/duty.ts'
import type { Pair } from '../../domain/routing.ts'

/**
 * Puts each contact to its counselor, in one statement, and returns the pairs that came about: a caller may have hung
 * up since the round looked, and whoever was retired meanwhile is passed over. Part of a round of `dispatch`.
 */
export async function makeOffers(
  tx: Transaction,
  wanted: Pair[],
  now: Date,
  offerSeconds: number,
): Promise<Pair[]> {
  if (wanted.length === 0) return []
  const ids = (of: keyof Pair) => `{${wanted.map(pair => pair[of]).join(',')}}`
  const expiresAt = new Date(now.getTime() + offerSeconds * 1000)
  // The rows are locked first, call before duty as everybody locks, and looked at as they are then.
  const made = await written<{ contact: string; counselor: string }>(
    tx,
    sql`with wanted as (
          select * from unnest(${ids('contactId')}::uuid[], ${ids('counselorId')}::uuid[]) w(contact, counselor)),
        waits as materialized (
          select c.id from ${calls} c where c.id in (select contact from wanted) and c.state = 'waiting'
          order by c.id for update),
        can as materialized (
          select d.id as duty, w.contact, w.counselor
          from waits join wanted w on w.contact = waits.id
            join ${duties} d on d.counselor_id = w.counselor and d.ended_at is null and d.state = 'free'
          for update of d),
        offered as (
          update ${calls} c set state = 'offered', unanswered_at = null from can where c.id = can.contact),
        asked as (
          update ${duties} d set state = 'offered', rest_until = null from can where d.id = can.duty),
        put as (
          insert into ${offers} (call_id, counselor_id, state, offered_at, expires_at)
          select contact, counselor, 'pending', ${now}, ${expiresAt}::timestamptz from can)
        select contact, counselor from can`,
  )
  return wanted.filter(({ contactId }) => made.some(({ contact }) => contact === contactId))
}
