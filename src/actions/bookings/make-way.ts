import { and, eq, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { bookings } from '../../db/schema/bookings.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import type { PageLocale } from '../../domain/codes.ts'
import { Problem } from '../../domain/problem.ts'
import { takeTurn } from '../calls/take-turn.ts'
import { promiseLetters } from '../letters/promise-letters.ts'
import { asLookedAt, type BookingRow, ChangedMeanwhile, openContact } from './booking-of-code.ts'
import { withCounselor } from './claim-counselor.ts'
import { freeForSession, isStillFree, runInto } from './run-into.ts'

/** What became of the sessions that calls had run into: moved to somebody free, or their callers told. */
export type MadeWay = { moved: number; told: number }

/**
 * A call that runs into a booked session is never cut: from five minutes before, the session goes to somebody free who
 * suits its caller as well; where there is nobody, the caller is told, once, before it begins. Safe to repeat, on any
 * number of machines at once.
 */
export async function makeWay(deps: Deps, actor: SystemActor): Promise<MadeWay> {
  const made: MadeWay = { moved: 0, told: 0 }
  for (const booking of await runInto(deps)) {
    const handed = await handOn(deps, actor, booking)
    if (handed === 'handed on') made.moved++
    else if (handed === 'nobody' && !booking.delayedAt && (await told(deps, actor, booking))) made.told++
  }
  return made
}

/** Time, code, contact and its key stay: nothing that the caller sees has changed, so no letter goes. */
async function handOn(deps: Deps, actor: SystemActor, booking: BookingRow) {
  const candidates = await freeForSession(deps, booking)
  if (candidates.length === 0) return 'nobody'
  const session = { startsAt: booking.startsAt, endsAt: booking.endsAt, except: booking.id }
  try {
    await withCounselor(
      deps,
      actor,
      'hand session on',
      session,
      candidates,
      async (tx, counselor, about) => {
        if (!(await isStillFree(tx, counselor.id))) throw new Problem('slot_taken')
        const [handed] = await tx
          .update(bookings)
          .set({ counselorId: counselor.id, draftSealed: null, delayedAt: null })
          .where(and(asLookedAt(booking, deps.now()), eq(bookings.counselorId, booking.counselorId)))
          .returning({ id: bookings.id })
        if (!handed) throw new ChangedMeanwhile()
        about(booking.id)
      },
      // Nobody may be offered a call between our looking and our taking them.
      takeTurn,
    )
    return 'handed on'
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return 'changed'
    if (error instanceof Problem && error.code === 'slot_taken') return 'nobody'
    throw error
  }
}

async function told(deps: Deps, actor: SystemActor, booking: BookingRow): Promise<boolean> {
  const { mail } = await openContact(deps, booking)
  const promised = await promiseLetters(deps, mail, {
    kind: 'delayed',
    booking: { ...booking, locale: booking.locale as PageLocale },
  })
  return change(deps, actor, 'tell of delay', async (tx, about) => {
    const now = deps.now()
    const mine = and(asLookedAt(booking, now), eq(bookings.counselorId, booking.counselorId))
    const [marked] = await tx
      .update(bookings)
      .set({ delayedAt: now })
      .where(and(mine, isNull(bookings.delayedAt)))
      .returning({ id: bookings.id })
    if (!marked) throw new ChangedMeanwhile()
    await promised(tx)
    about(booking.id)
    return true
  }).catch(error => {
    if (error instanceof ChangedMeanwhile) return false
    throw error
  })
}
