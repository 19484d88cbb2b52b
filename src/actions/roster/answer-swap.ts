import { and, eq, inArray, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { letters } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import { shiftSwaps } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { handOver } from './hand-over.ts'
import { lockPeople } from './lock-people.ts'
import { reachable, rosterLetter } from './roster-letter.ts'

/**
 * Answers a wish to swap: the one who was asked accepts, and both shifts change hands with their bookings, or declines;
 * the one who asked withdraws. Refuses `not_found` to anybody else, `shift_gone` where the wish is settled or a shift is no
 * longer theirs or has begun, `shift_overlaps`, `cover_not_possible`.
 */
export async function answerSwap(
  deps: Deps,
  actor: CounselorActor,
  { swapId, answer }: { swapId: string; answer: 'accept' | 'decline' | 'withdraw' },
): Promise<void> {
  const accepted = answer === 'accept' ? await acceptedLetter(deps, swapId) : undefined
  try {
    // Both people's bookings change hands, and what was left with them is not read: as for whoever plans.
    await change(
      deps,
      actor,
      `${answer} swap`,
      async (tx, about) => {
        about(swapId)
        const before = await bothShifts(tx, swapId)
        const speaker = answer === 'withdraw' ? before.own : before.other
        if (speaker.counselorId !== actor.personId) throw new Problem('not_found')
        await lockPeople(tx, [before.own.counselorId, before.other.counselorId])
        await settle(tx, swapId, answer, deps.now())
        if (answer !== 'accept') return
        const { own, other } = await bothShifts(tx, swapId)
        const isGone = [own, other].some(({ canceledAt, startsAt }) => canceledAt || startsAt <= deps.now())
        if (isGone) throw new Problem('shift_gone')
        const moves = [
          { shift: own, to: other.counselorId },
          { shift: other, to: own.counselorId },
        ]
        await handOver(deps, tx, moves)
        if (accepted) await tx.insert(letters).values(accepted)
      },
      'staff',
    )
  } catch (error) {
    // Booked at that time elsewhere: one more reason why it cannot be.
    if (error instanceof Problem && error.code === 'slot_taken') throw new Problem('cover_not_possible')
    throw error
  }
}

/** To whoever wished for the swap: which shift is theirs now. */
async function acceptedLetter(deps: Deps, swapId: string) {
  const { own, other } = await bothShifts(deps.db, swapId)
  const [asker] = await reachable(deps, eq(people.id, own.counselorId))
  return asker && rosterLetter(deps, asker, 'swapAccepted', other)
}

async function bothShifts(tx: Transaction | Deps['db'], swapId: string) {
  const [swap] = await tx.select().from(shiftSwaps).where(eq(shiftSwaps.id, swapId))
  if (!swap) throw new Problem('not_found')
  const found = await tx
    .select()
    .from(shifts)
    .where(inArray(shifts.id, [swap.shiftId, swap.otherShiftId]))
  const own = found.find(({ id }) => id === swap.shiftId)
  const other = found.find(({ id }) => id === swap.otherShiftId)
  if (!own || !other) throw new Problem('not_found')
  return { own, other }
}

const marks = { accept: 'acceptedAt', decline: 'declinedAt', withdraw: 'withdrawnAt' } as const

/** The race, decided in one statement: of two answers the second finds it settled. */
async function settle(tx: Transaction, swapId: string, answer: keyof typeof marks, now: Date) {
  const [settled] = await tx
    .update(shiftSwaps)
    .set({ [marks[answer]]: now })
    .where(
      and(
        eq(shiftSwaps.id, swapId),
        isNull(shiftSwaps.acceptedAt),
        isNull(shiftSwaps.declinedAt),
        isNull(shiftSwaps.withdrawnAt),
      ),
    )
    .returning({ id: shiftSwaps.id })
  if (!settled) throw new Problem('shift_gone')
}
