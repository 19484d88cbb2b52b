import { eq, type SQL, sql } from 'drizzle-orm'
import { changeAtOnce, oneStep } from '../../db/change.ts'
import { type Transaction, written } from '../../db/connect.ts'
import { calls, offers } from '../../db/schema/calls.ts'
import { tallies } from '../../db/schema/counts.ts'
import { duties } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import { writing } from '../../db/wording.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { waitedSecondsIn } from './waited-seconds.ts'

/**
 * Takes the offered call. One winner: the late, and those it was never put to, get `call_gone`; `not_found` for an
 * offer that never was. Pressing twice is pressing once.
 */
export async function acceptOffer(
  deps: Deps,
  counselor: CounselorActor,
  { offerId }: { offerId: string },
): Promise<{ callId: string }> {
  const now = deps.now()
  const values = { offerId, counselorId: counselor.personId, now }
  const [won] = await changeAtOnce<Talking, OfOffer>(deps, counselor, acceptedOffer, values)
  return won ?? acceptedBefore(deps, counselor, offerId)
}

type Talking = { callId: string }
type OfOffer = { offerId: string; counselorId: string; now: Date }
type OfCall = { callId: string; now: Date }

const acceptedOffer = oneStep<OfOffer>('accept offer', value => ({
  with: talking(
    sql`o.id = ${value('offerId')} and o.counselor_id = ${value('counselorId')} and o.expires_at > ${value('now')}`,
    value('now'),
  ),
  about: sql`select call::text from can`,
  answer: sql`select call as "callId" from can`,
}))

const answeredCall = writing<OfCall>(
  value =>
    sql`with ${talking(sql`o.call_id = ${value('callId')}`, value('now'))} select call as "callId" from can`,
)

/**
 * The pending offer of a call becomes its conversation, as accepting it would; its time may have run out. The call's id;
 * undefined when no such offer is pending. The call is locked already.
 */
export async function startTalking(tx: Transaction, callId: string, now: Date): Promise<string | undefined> {
  const [won] = await written<Talking>(tx, answeredCall({ callId, now }))
  return won?.callId
}

/**
 * What settles the pending offer that the condition on `o` names as accepted: the call is answered now, by its
 * counselor; call and duty move, the answer is counted at the call's arrival with its wait (a call-back at its promise).
 * A row of `can` when it was so. Call, offer and duty are locked in this order, as everybody locks, and each is looked at
 * as it is then: a lock that had to be waited for shows the row as the last holder left it. What is written is named by
 * subqueries: by a join, a counselor's wall of rows made PostgreSQL look through every offer there ever was.
 */
function talking(offer: SQL, now: SQL): SQL {
  return sql`
    waiting as materialized (
      select c.id, c.arrived_at, c.callback_promised_at from ${calls} c
      where c.id = (select o.call_id from ${offers} o where ${offer} and o.state = 'pending') and c.state = 'offered'
      for update of c),
    put as materialized (
      select o.id, o.call_id, o.counselor_id from ${offers} o join waiting on waiting.id = o.call_id
      where ${offer} and o.state = 'pending' for update of o),
    can as materialized (
      select put.id as offer, put.call_id as call, put.counselor_id as counselor, d.id as duty
      from put join ${duties} d on d.counselor_id = put.counselor_id and d.state = 'offered' and d.ended_at is null
      for update of d),
    settled as (
      update ${offers} set state = 'accepted', settled_at = ${now} where id = (select offer from can)),
    begun as (
      update ${calls} set state = 'talking', counselor_id = (select counselor from can), answered_at = ${now}
      where id = (select call from can)),
    moved as (
      update ${duties} set state = 'talking', away_because = null where id = (select duty from can)),
    counted as (
      insert into ${tallies} (at, measure, partner_id, wait_seconds)
      select coalesce(waiting.callback_promised_at, waiting.arrived_at),
        case when waiting.callback_promised_at is null then 'call_answered' else 'callback_kept' end,
        p.partner_id,
        case when waiting.callback_promised_at is null then ${waitedSecondsIn(sql`waiting.arrived_at`, now)} end
      from can join waiting on waiting.id = can.call join ${people} p on p.id = can.counselor)`
}

async function acceptedBefore({ db }: Pick<Deps, 'db'>, { personId }: CounselorActor, offerId: string) {
  const [offer] = await db.select().from(offers).where(eq(offers.id, offerId))
  if (!offer) throw new Problem('not_found')
  if (offer.counselorId !== personId || offer.state !== 'accepted') throw new Problem('call_gone')
  return { callId: offer.callId }
}
