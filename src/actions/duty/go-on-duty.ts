import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { calls } from '../../db/schema/calls.ts'
import { duties } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import type { DutyState } from '../../domain/routing.ts'
import { passOn } from '../calls/dispatch.ts'
import { latestArrival } from '../calls/still-waiting.ts'
import { takeTurn } from '../calls/take-turn.ts'
import { withdrawOfferTo } from '../calls/withdraw-offer.ts'
import { moveDuty } from './move-duty.ts'

/**
 * Goes on duty, at any hour, within a planned shift or not: free, or in the contact that is still open from before.
 * Whoever is on duty already comes back from a break or from being away, and is otherwise left as they are.
 * `person_retired` for those who have left.
 */
export async function goOnDuty(deps: Deps, counselor: CounselorActor): Promise<void> {
  await change(deps, counselor, 'go on duty', async (tx, about) => {
    await takeTurn(tx)
    const { personId } = counselor
    const now = deps.now()
    about(personId)
    const [person] = await tx
      .select({ retiredAt: people.retiredAt })
      .from(people)
      .where(eq(people.id, personId))
    if (!person || person.retiredAt) throw new Problem('person_retired')
    await endLaterDuty(tx, personId, now)
    const state = (await stateOfOpenContact(tx, personId)) ?? 'free'
    const [begun] = await tx
      .insert(duties)
      .values({ counselorId: personId, state, startedAt: now, idleSince: now, seenAt: now })
      .onConflictDoNothing()
      .returning({ id: duties.id })
    if (!begun) await moveDuty(tx, personId, ['away', 'break'], 'free', now)
  })
  await passOn(deps)
}

/** A duty that begins ahead of now is of another time, whose clock no longer rules; nobody can be on duty twice. */
async function endLaterDuty(tx: Transaction, counselorId: string, now: Date) {
  const later = and(eq(duties.counselorId, counselorId), gt(duties.startedAt, latestArrival(now)))
  const ended = await tx
    .update(duties)
    .set({ endedAt: sql`${duties.startedAt}` })
    .where(and(later, isNull(duties.endedAt)))
    .returning({ id: duties.id })
  if (ended.length > 0) await withdrawOfferTo(tx, counselorId, now)
}

/** Locked, so that closing it either comes before and leaves nothing to begin in, or after and sets the duty free. */
async function stateOfOpenContact(tx: Transaction, counselorId: string) {
  const [open] = await tx
    .select({ state: calls.state })
    .from(calls)
    .where(and(eq(calls.counselorId, counselorId), inArray(calls.state, ['talking', 'wrap_up'])))
    .for('update')
  return open?.state as DutyState | undefined
}
