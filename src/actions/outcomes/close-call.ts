import { and, eq, sql } from 'drizzle-orm'
import { changeAtOnce, oneStep } from '../../db/change.ts'
import { calls } from '../../db/schema/calls.ts'
import { closings, tallies } from '../../db/schema/counts.ts'
import { duties } from '../../db/schema/duty.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import type { GivenOutcome } from '../../domain/outcome.ts'
import { Problem } from '../../domain/problem.ts'
import { randomId } from '../../domain/random-id.ts'
import { passOn } from '../calls/dispatch.ts'
import { restUntil } from '../duty/rest-after.ts'
import { isKnownTerritory, needTerritory, readOutcome, sealedOutcome } from './seal-outcome.ts'

/**
 * Closes a call with its coded outcome, once, by whoever answered it; while still talking it ends the call. The number
 * and the draft are forgotten, the counselor is free. `invalid_input`, `not_found` (also for other people's calls),
 * `already_closed`.
 */
export async function closeCall(
  deps: Deps,
  counselor: CounselorActor,
  { callId, outcome: given }: { callId: string; outcome: GivenOutcome },
): Promise<void> {
  const outcome = readOutcome(given, 'call')
  const id = randomId(deps.random(16))
  const sealed = await sealedOutcome(deps, id, outcome)
  const closed = await changeAtOnce(deps, counselor, closedCall, {
    id,
    callId,
    counselorId: counselor.personId,
    partnerId: counselor.partnerId,
    now: deps.now(),
    territory: outcome.territory,
    peopleHelped: outcome.peopleHelped,
    restUntil: restUntil(deps, outcome.riskAnswer),
    ...sealed,
  })
  if (closed.length === 0) {
    await needTerritory(deps, outcome)
    throw await whyNot(deps, callId, counselor)
  }
  await passOn(deps)
}

type Closing = {
  id: string
  callId: string
  counselorId: string
  partnerId: string | null
  now: Date
  territory: string | null
  peopleHelped: number
  restUntil: Date | null
  closedOn: string
  outcomeSealed: string
}

// How long somebody took is counted without their partner: it is nobody's figure.
const closedCall = oneStep<Closing>('close call', value => ({
  with: sql`
    closed as (
      update ${calls} set state = 'closed', closed_at = ${value('now')},
        ended_at = coalesce(ended_at, ${value('now')}), contact_sealed = null, draft_sealed = null
      where id = ${value('callId')} and counselor_id = ${value('counselorId')} and state in ('talking', 'wrap_up')
        and ${isKnownTerritory(value('territory'))}
      returning arrived_at, answered_at),
    kept as (
      insert into ${closings} (id, call_id, closed_at, closed_on, outcome_sealed)
      select ${value('id')}::uuid, ${value('callId')}::uuid, ${value('now')}::timestamptz, ${value('closedOn')}::date,
        ${value('outcomeSealed')} from closed),
    counted as (
      insert into ${tallies} (at, measure, partner_id, amount)
      select closed.arrived_at, t.measure, t.partner_id, t.amount from closed, lateral (values
        ('people_helped', ${value('partnerId')}::uuid, ${value('peopleHelped')}::int),
        ('call_handled', null, round(extract(epoch from ${value('now')}::timestamptz - closed.answered_at))::int)
      ) t(measure, partner_id, amount) where t.amount > 0),
    freed as (
      update ${duties} set
        state = case when state in ('talking', 'wrap_up') then 'free' else state end,
        away_because = case when state in ('talking', 'wrap_up') then null else away_because end,
        idle_since = case when state in ('talking', 'wrap_up') then ${value('now')} else idle_since end,
        rest_until = coalesce(${value('restUntil')}, rest_until)
      from closed
      where counselor_id = ${value('counselorId')} and duties.ended_at is null
        and (state in ('talking', 'wrap_up') or ${value('restUntil')}::timestamptz is not null))`,
  about: sql`select ${value('callId')}::text from closed`,
  answer: sql`select 1 from closed`,
}))

async function whyNot({ db }: Pick<Deps, 'db'>, callId: string, { personId }: CounselorActor) {
  const [found] = await db
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.id, callId), eq(calls.counselorId, personId)))
  return new Problem(found ? 'already_closed' : 'not_found')
}
