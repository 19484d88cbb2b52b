import { eq, type SQL, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { rows, type Transaction, written } from '../../db/connect.ts'
import { calls, offers } from '../../db/schema/calls.ts'
import { duties } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import { tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { waitedSeconds } from './waited-seconds.ts'

/**
 * Takes the offered call. One winner: the late, and those it was never put to, get `call_gone`; `not_found` for an
 * offer that never was. Pressing twice is pressing once.
 */
export async function acceptOffer(
  deps: Deps,
  counselor: CounselorActor,
  { offerId }: { offerId: string },
): Promise<{ callId: string }> {
  return change(deps, counselor, 'accept offer', async (tx, about) => {
    const now = deps.now()
    // The call first, as everybody locks; whether it is still to be had, the next statement decides.
    const [, won] = await Promise.all([
      rows(
        tx,
        sql`select c.id from ${calls} c join ${offers} o on o.call_id = c.id
            where o.id = ${offerId} and o.counselor_id = ${counselor.personId} for update of c`,
      ),
      startTalking(
        tx,
        sql`id = ${offerId} and counselor_id = ${counselor.personId} and expires_at > ${now}`,
        now,
      ),
    ])
    const callId = won ?? (await acceptedBefore(tx, counselor, offerId))
    if (won) about(won)
    return { callId }
  })
}

type Answered = {
  call_id: string
  arrived_at: Date | null
  callback_promised_at: Date | null
  partner_id: string | null
  moved: number
}

/**
 * Settles the pending offer that the condition names as accepted: the call is answered now, by its counselor; call and
 * duty move, the answer is counted at the call's arrival with its wait (a call-back at its promise). The call's id;
 * undefined when no such offer is pending, `call_gone` when call or duty has moved on. The call is locked already.
 */
export async function startTalking(tx: Transaction, offer: SQL, now: Date): Promise<string | undefined> {
  const [won] = await written<Answered>(
    tx,
    sql`with won as (
          update ${offers} set state = 'accepted', settled_at = ${now} where state = 'pending' and ${offer}
          returning call_id, counselor_id),
        call as (
          update ${calls} c set state = 'talking', counselor_id = won.counselor_id, answered_at = ${now}
          from won where c.id = won.call_id and c.state = 'offered'
          returning c.counselor_id, c.arrived_at, c.callback_promised_at),
        duty as (
          update ${duties} d set state = 'talking', away_because = null
          from call where d.counselor_id = call.counselor_id and d.state = 'offered' and d.ended_at is null
          returning d.id)
        select won.call_id, call.arrived_at, call.callback_promised_at, p.partner_id, (select count(*) from duty) as moved
        from won left join call on true join ${people} p on p.id = won.counselor_id`,
  )
  if (!won) return undefined
  if (!won.arrived_at || won.moved === 0) throw new Problem('call_gone')
  const partnerId = won.partner_id
  if (won.callback_promised_at) {
    await tally(tx, [{ at: won.callback_promised_at, measure: 'callback_kept', partnerId }])
  } else {
    const waitSeconds = waitedSeconds({ arrivedAt: won.arrived_at }, now)
    await tally(tx, [{ at: won.arrived_at, measure: 'call_answered', partnerId, waitSeconds }])
  }
  return won.call_id
}

async function acceptedBefore(tx: Transaction, { personId }: CounselorActor, offerId: string) {
  const [offer] = await tx.select().from(offers).where(eq(offers.id, offerId))
  if (!offer) throw new Problem('not_found')
  if (offer.counselorId !== personId || offer.state !== 'accepted') throw new Problem('call_gone')
  return offer.callId
}
