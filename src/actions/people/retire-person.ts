import { and, eq, gt, gte, isNull, lt } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { duties, shifts } from '../../db/schema/duty.ts'
import { people, signInCodes, signIns } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SystemActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'

/**
 * Lets a member of staff go: signed out everywhere, off duty, future shifts canceled, the running one ended
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
        isNull(bookings.canceledAt),
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
  if (!duty) return
  if (['offered', 'talking', 'wrap_up'].includes(duty.state)) throw new Problem('person_in_contact')
  await tx.update(duties).set({ endedAt: now }).where(eq(duties.id, duty.id))
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
