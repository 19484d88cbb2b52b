import { and, eq, gt, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { letters } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import { coverAsks, openShifts } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { handOver, needMayTake } from './hand-over.ts'
import { lockPeople } from './lock-people.ts'
import { reachable, rosterLetter } from './roster-letter.ts'

type OpenShift = typeof openShifts.$inferSelect

/**
 * Takes an open shift, or covers somebody's, whose bookings then move along; the first who does has it, and taking it
 * again changes nothing. Refuses `shift_gone` for one that is taken, withdrawn or begun, `shift_overlaps`,
 * `cover_not_possible` where a language, a booking, too little rest or something that has lapsed stands against it, `not_found` for a cover that one was not asked.
 */
export async function takeShift(
  deps: Deps,
  actor: CounselorActor,
  { openShiftId }: { openShiftId: string },
): Promise<void> {
  const [named] = await deps.db.select().from(openShifts).where(eq(openShifts.id, openShiftId))
  if (!named) throw new Problem('not_found')
  if (named.takenBy === actor.personId) return
  const found = await foundLetter(deps, named)
  try {
    // Bookings of somebody else change hands here, and what was left with them is not read: as for whoever plans.
    await change(
      deps,
      actor,
      named.shiftId ? 'cover shift' : 'take shift',
      async (tx, about) => {
        about(openShiftId)
        await lockPeople(tx, [actor.personId, ...(named.shiftId ? [named.offeredBy] : [])])
        const open = await win(tx, actor, named, deps.now())
        const [me] = await tx.select().from(people).where(eq(people.id, actor.personId))
        if (open.language && !me?.languages.includes(open.language)) throw new Problem('cover_not_possible')
        await (open.shiftId ? cover(deps, tx, actor, open) : fill(deps, tx, actor, open))
        if (found) await tx.insert(letters).values(found)
      },
      'staff',
    )
  } catch (error) {
    // Booked at that time elsewhere: to whoever covers that is one more reason why it cannot be.
    if (error instanceof Problem && error.code === 'slot_taken') throw new Problem('cover_not_possible')
    throw error
  }
}

/** The race, decided in one statement: whoever comes second finds it taken. */
async function win(
  tx: Transaction,
  { personId }: CounselorActor,
  { id }: OpenShift,
  now: Date,
): Promise<OpenShift> {
  const [won] = await tx
    .update(openShifts)
    .set({ takenAt: now, takenBy: personId })
    .where(
      and(
        eq(openShifts.id, id),
        isNull(openShifts.takenAt),
        isNull(openShifts.withdrawnAt),
        gt(openShifts.startsAt, now),
      ),
    )
    .returning()
  if (!won) throw new Problem('shift_gone')
  return won
}

async function fill(
  deps: Deps,
  tx: Transaction,
  { personId }: CounselorActor,
  { startsAt, endsAt }: OpenShift,
) {
  await needMayTake(deps, tx, personId, { startsAt, endsAt })
  const now = deps.now()
  await tx
    .insert(shifts)
    .values({ counselorId: personId, startsAt, endsAt, plannedAt: now, plannedBy: personId })
}

async function cover(deps: Deps, tx: Transaction, { personId }: CounselorActor, { id, shiftId }: OpenShift) {
  const [asked] = await tx
    .select()
    .from(coverAsks)
    .where(and(eq(coverAsks.openShiftId, id), eq(coverAsks.counselorId, personId)))
  if (!asked) throw new Problem('not_found')
  const [shift] = await tx
    .select()
    .from(shifts)
    .where(and(eq(shifts.id, shiftId ?? ''), isNull(shifts.canceledAt)))
  if (!shift) throw new Problem('shift_gone')
  await handOver(deps, tx, [{ shift, to: personId }])
}

/** To whoever asked for cover: that it is found. */
async function foundLetter(deps: Deps, { shiftId, offeredBy, startsAt, endsAt }: OpenShift) {
  const [owner] = shiftId ? await reachable(deps, eq(people.id, offeredBy)) : []
  return owner && rosterLetter(deps, owner, 'coverFound', { startsAt, endsAt })
}
