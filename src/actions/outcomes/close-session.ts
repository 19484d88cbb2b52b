import { and, eq, sql } from 'drizzle-orm'
import { changeAtOnce, oneStep } from '../../db/change.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { closings, tallies } from '../../db/schema/counts.ts'
import { duties } from '../../db/schema/duty.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { type GivenOutcome, wasHeld } from '../../domain/outcome.ts'
import { Problem } from '../../domain/problem.ts'
import { randomId } from '../../domain/random-id.ts'
import { passOn } from '../calls/dispatch.ts'
import { restUntil } from '../duty/rest-after.ts'
import { isKnownTerritory, needTerritory, readOutcome, sealedOutcome } from './seal-outcome.ts'

/** A session may begin, and be closed, so many minutes before its planned start. */
export const earlyMinutes = 5

/**
 * Closes a booked session with its coded outcome, once, by its counselor, who is then free for calls. Contact, note and
 * draft are forgotten. `invalid_input`, `not_found` (also for other people's), `session_not_started`, `already_canceled`,
 * `already_closed`.
 */
export async function closeSession(
  deps: Deps,
  counselor: CounselorActor,
  { bookingId, outcome: given }: { bookingId: string; outcome: GivenOutcome },
): Promise<void> {
  const outcome = readOutcome(given, 'session')
  const id = randomId(deps.random(16))
  const sealed = await sealedOutcome(deps, id, outcome)
  const closed = await changeAtOnce(deps, counselor, closedSession, {
    id,
    bookingId,
    counselorId: counselor.personId,
    partnerId: counselor.partnerId,
    now: deps.now(),
    earliest: new Date(deps.now().getTime() + earlyMinutes * 60_000),
    territory: outcome.territory,
    held: wasHeld(outcome.ending) ? 1 : 0,
    peopleHelped: outcome.peopleHelped,
    restUntil: restUntil(deps, outcome.riskAnswer),
    ...sealed,
  })
  if (closed.length === 0) {
    await needTerritory(deps, outcome)
    throw await whyNot(deps, bookingId, counselor)
  }
  await passOn(deps)
}

type Closing = {
  id: string
  bookingId: string
  counselorId: string
  partnerId: string | null
  now: Date
  earliest: Date
  territory: string | null
  held: number
  peopleHelped: number
  restUntil: Date | null
  closedOn: string
  outcomeSealed: string
}

// Whoever comes out of a session has not been idle in it: behind those who wait already.
const closedSession = oneStep<Closing>('close session', value => ({
  with: sql`
    closed as (
      update ${bookings} set closed_at = ${value('now')}, contact_sealed = null, note_sealed = null, draft_sealed = null
      where id = ${value('bookingId')} and counselor_id = ${value('counselorId')} and canceled_at is null
        and closed_at is null and starts_at <= ${value('earliest')} and ${isKnownTerritory(value('territory'))}
      returning starts_at),
    kept as (
      insert into ${closings} (id, booking_id, closed_at, closed_on, outcome_sealed)
      select ${value('id')}::uuid, ${value('bookingId')}::uuid, ${value('now')}::timestamptz, ${value('closedOn')}::date,
        ${value('outcomeSealed')} from closed),
    counted as (
      insert into ${tallies} (at, measure, partner_id, amount)
      select closed.starts_at, t.measure, ${value('partnerId')}::uuid, t.amount from closed, (values
        ('session_held', ${value('held')}::int), ('people_helped', ${value('peopleHelped')}::int)) t(measure, amount)
      where t.amount <> 0),
    freed as (
      update ${duties} set
        idle_since = case when state = 'free' then ${value('now')} else idle_since end,
        rest_until = coalesce(${value('restUntil')}, rest_until)
      from closed
      where counselor_id = ${value('counselorId')} and ended_at is null
        and (state = 'free' or ${value('restUntil')}::timestamptz is not null))`,
  about: sql`select ${value('bookingId')}::text from closed`,
  answer: sql`select 1 from closed`,
}))

async function whyNot({ db }: Pick<Deps, 'db'>, bookingId: string, { personId }: CounselorActor) {
  const { closedAt, canceledAt } = bookings
  const [found] = await db
    .select({ closedAt, canceledAt })
    .from(bookings)
    .where(and(eq(bookings.id, bookingId), eq(bookings.counselorId, personId)))
  if (!found) return new Problem('not_found')
  if (found.closedAt) return new Problem('already_closed')
  return new Problem(found.canceledAt ? 'already_canceled' : 'session_not_started')
}
