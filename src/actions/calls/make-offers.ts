import { sql } from 'drizzle-orm'
import { concerns } from '../../db/change.ts'
import { atEnd, rows, type Transaction } from '../../db/connect.ts'
import { calls, offers, routingSteps } from '../../db/schema/calls.ts'
import { duties } from '../../db/schema/duty.ts'
import { reading, writing } from '../../db/wording.ts'
import type { Pair } from '../../domain/routing.ts'
import { type RoutingStep, shortPassedOver } from '../../domain/routing-explanation.ts'

/** What a round has decided: whom to put to whom, for how many seconds, and why, a step for each pair; `at` is when. */
export type Decided = { wanted: Pair[]; steps: readonly RoutingStep[]; at: Date; seconds: number }

/**
 * Puts each contact to its counselor and keeps why, in one statement that leaves with COMMIT. A caller may have hung up
 * since the round looked, and whoever was retired meanwhile is passed over: that is no offer, and no step. Part of a
 * round of `dispatch`; the answer says, after COMMIT, how many offers came about.
 */
export function makeOffers(tx: Transaction, { wanted, steps, at, seconds }: Decided): () => number {
  if (wanted.length === 0 && steps.length === 0) return () => 0
  let made = 0
  const values = {
    steps: JSON.stringify(steps.map(step => ({ ...step, passedOver: shortPassedOver(step.passedOver) }))),
    at,
    expiresAt: new Date(at.getTime() + seconds * 1000),
  }
  concerns(
    tx,
    wanted.map(({ counselorId }) => counselorId),
  )
  atEnd(tx, put(values), count => {
    made = count
  })
  return () => made
}

/** Those of the pairs of a round that came about. */
export async function offersMade(db: Parameters<typeof rows>[0], { wanted, at }: Decided): Promise<Pair[]> {
  const contacts = `{${wanted.map(({ contactId }) => contactId).join(',')}}`
  const found = await rows<{ contact: string }>(db, madeAt({ contacts, at }))
  return wanted.filter(({ contactId }) => found.some(({ contact }) => contact === contactId))
}

const madeAt = reading<{ contacts: string; at: Date }>(
  value => sql`select call_id as contact from ${offers}
    where call_id = any(${value('contacts')}::uuid[]) and offered_at = ${value('at')}`,
)

// The rows are locked first, call before duty as everybody locks, and looked at as they are then. Each call is looked up
// by its key: what once waited stays in the index of those who wait until it is vacuumed.
// All of the round is one list of JSON, whose length PostgreSQL does not guess: by that of an array it would make a plan each time.
const put = writing<{ steps: string; at: Date; expiresAt: Date }>(
  value => sql`
    with steps as materialized (
      select * from json_to_recordset(${value('steps')}::json) as s("contactId" uuid, step text, reach text,
        "counselorId" uuid, because text, "passedOver" jsonb, further int)),
    wanted as (select "contactId" as contact, "counselorId" as counselor from steps where step = 'offered'),
    waits as materialized (
      select c.id from (select contact from wanted order by contact) w cross join lateral (
        select id from ${calls} where id = w.contact and state = 'waiting' for update) c),
    can as materialized (
      select d.id as duty, w.contact, w.counselor
      from waits join wanted w on w.contact = waits.id
        join ${duties} d on d.counselor_id = w.counselor and d.ended_at is null and d.state = 'free'
      for update of d),
    offered as (
      update ${calls} c set state = 'offered', unanswered_at = null from can where c.id = can.contact),
    asked as (
      update ${duties} d set state = 'offered', rest_until = null from can where d.id = can.duty),
    told as (
      insert into ${routingSteps} (call_id, at, step, reach, counselor_id, because, passed_over, further)
      select s."contactId", ${value('at')}::timestamptz, s.step, s.reach, s."counselorId", s.because, s."passedOver", s.further
      from steps s
      where s.step = 'unanswered' or s."contactId" in (select contact from can))
    insert into ${offers} (call_id, counselor_id, state, offered_at, expires_at)
    select contact, counselor, 'pending', ${value('at')}::timestamptz, ${value('expiresAt')}::timestamptz from can`,
)
