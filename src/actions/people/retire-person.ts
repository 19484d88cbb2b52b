import { and, eq, gt, gte, inArray, isNull, lt } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { bookings, isStanding } from '../../db/schema/bookings.ts'
import { calls } from '../../db/schema/calls.ts'
import { duties, shifts } from '../../db/schema/duty.ts'
import { people, signInCodes, signIns } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SystemActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { takeTurn } from '../calls/take-turn.ts'
import { dropWaysIn } from '../credentials/ways-in.ts'

/**
 * Lets a member of staff go: signed out everywhere and every way in gone, off duty, future shifts canceled, the running one ended
 * now. Retired already, they stay so. Refuses `not_found`, `not_oneself`, `shift_has_bookings` while
 * somebody has booked them, `person_in_contact` while a call is offered to them or open.
 */
export async function retirePerson(
  deps: Deps,
  actor: CoordinatorActor | SystemActor,
  { personId }: { personId: string },
): Promise<void> {
  if (actor.kind === 'coordinator' && actor.personId === personId) throw new Problem('not_oneself')
  await change(deps, actor, 'retire person', async (tx, about) => {
    about(personId)
    // Or they could go on duty, or be offered a call, while we look away.
    await takeTurn(tx)
    const [person] = await tx
      .select({ retiredAt: people.retiredAt })
      .from(people)
      .where(eq(people.id, personId))
      .for('no key update')
    if (!person) throw new Problem('not_found')
    if (person.retiredAt) return
    const now = deps.now()
    if (await hasBookings(tx, personId, now)) throw new Problem('shift_has_bookings')
    await endDuty(tx, personId, now)
    await endShifts(tx, personId, now)
    await tx
      .update(signIns)
      .set({ endedAt: now })
      .where(and(eq(signIns.personId, personId), isNull(signIns.endedAt)))
    await tx
      .update(signInCodes)
      .set({ usedAt: now })
      .where(and(eq(signInCodes.personId, personId), isNull(signInCodes.usedAt)))
    await dropWaysIn(tx, personId)
    await tx.update(people).set({ retiredAt: now }).where(eq(people.id, personId))
  })
}

async function hasBookings(tx: Transaction, personId: string, now: Date) {
  const found = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.counselorId, personId),
        isStanding(bookings),
        isNull(bookings.closedAt),
        gt(bookings.endsAt, now),
      ),
    )
    .limit(1)
  return found.length > 0
}

async function endDuty(tx: Transaction, personId: string, now: Date) {
  const [duty] = await tx
    .select()
    .from(duties)
    .where(and(eq(duties.counselorId, personId), isNull(duties.endedAt)))
    .for('update')
  const inContact = duty && ['offered', 'talking', 'wrap_up'].includes(duty.state)
  if (inContact || (await hasOpenCall(tx, personId))) throw new Problem('person_in_contact')
  if (!duty) return
  await tx.update(duties).set({ endedAt: now, restUntil: null }).where(eq(duties.id, duty.id))
}

/** Also off duty: whoever has gone home may still owe an outcome. */
async function hasOpenCall(tx: Transaction, personId: string) {
  const mine = and(eq(calls.counselorId, personId), inArray(calls.state, ['talking', 'wrap_up']))
  return (await tx.$count(calls, mine)) > 0
}

async function endShifts(tx: Transaction, personId: string, now: Date) {
  const own = and(eq(shifts.counselorId, personId), isNull(shifts.canceledAt))
  await tx
    .update(shifts)
    .set({ canceledAt: now })
    .where(and(own, gte(shifts.startsAt, now)))
  await tx
    .update(shifts)
    .set({ endsAt: now })
    .where(and(own, lt(shifts.startsAt, now), gt(shifts.endsAt, now)))
}
