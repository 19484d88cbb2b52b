import { eq, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { people } from '../../db/schema/people.ts'
import { daysOff } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor } from '../../domain/actor.ts'
import { type Day, isDay } from '../../domain/days.ts'
import { Problem } from '../../domain/problem.ts'
import { lockCounselor } from '../shifts/counselor-of.ts'
import { releasePlanned } from './release-planned.ts'

/**
 * Says that on a day no weekly pattern holds: of one counselor or, where nobody is named, of the whole city. Shifts that
 * followed from patterns are taken back; those in which somebody has booked a time stay, and their number is returned.
 * Twice is once. Refuses `invalid_input` at `day` or `counselorId`, `person_retired`.
 */
export async function addDayOff(
  deps: Deps,
  actor: CoordinatorActor,
  { counselorId, day, name }: { counselorId?: string; day: Day; name?: string },
): Promise<{ kept: number }> {
  if (!isDay(day))
    throw new Problem('invalid_input', {
      faults: [{ field: 'day', code: day === '' ? 'missing' : 'not_a_day' }],
    })
  return change(deps, actor, counselorId ? 'add day off' : 'add holiday', async (tx, about) => {
    about(counselorId ?? day)
    await (counselorId ? lockCounselor(tx, { counselorId }, 'counselorId') : lockEverybody(tx))
    const now = deps.now()
    await tx
      .insert(daysOff)
      .values({ counselorId, day, name, saidAt: now, saidBy: actor.personId })
      .onConflictDoNothing()
    return { kept: await releasePlanned(tx, { now, counselorId, request: `pattern % ${day}` }) }
  })
}

/** All counselors in one order, so that nobody's pattern is being planned meanwhile. */
async function lockEverybody(tx: Transaction) {
  await tx
    .select({ one: sql`1` })
    .from(people)
    .where(eq(people.role, 'counselor'))
    .orderBy(people.id)
    .for('no key update')
}
