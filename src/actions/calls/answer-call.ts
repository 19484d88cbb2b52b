import { and, eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { calls, offers } from '../../db/schema/calls.ts'
import { tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { LineActor } from '../../domain/actor.ts'
import { startTalking } from './accept-offer.ts'
import { waitedSeconds } from './waited-seconds.ts'

/**
 * The exchange says that somebody picked up. With a live offer, that is its counselor accepting; without one, somebody
 * outside answered. After the end of a call it changes nothing; before its beginning it is remembered.
 */
export async function answerCall(
  deps: Deps,
  line: LineActor,
  { reference, language }: { reference: string; language: string },
): Promise<void> {
  await change(deps, line, 'answer call', async (tx, about) => {
    const now = deps.now()
    const [early] = await tx
      .insert(calls)
      .values({
        channel: 'phone',
        line: line.line,
        reference,
        language,
        state: 'talking',
        arrivedAt: now,
        queuedAt: now,
        answeredAt: now,
        counted: false,
      })
      .onConflictDoNothing()
      .returning({ id: calls.id })
    if (early) return about(early.id)
    const [call] = await tx
      .select()
      .from(calls)
      .where(and(eq(calls.line, line.line), eq(calls.reference, reference)))
      .for('update')
    if (!call) return
    about(call.id)
    // The ringing leg that the exchange gives up on must not make a promised call-back look kept.
    if (call.channel === 'callback') return
    // A person on the phone counts, even if the offer's time has just run out on our clock.
    const [accepted] = await tx
      .update(offers)
      .set({ state: 'accepted', settledAt: now })
      .where(and(eq(offers.callId, call.id), eq(offers.state, 'pending')))
      .returning({ counselorId: offers.counselorId })
    if (accepted) return startTalking(tx, call.id, accepted.counselorId, now)
    if (call.state !== 'waiting') return
    await tx.update(calls).set({ state: 'talking', answeredAt: now }).where(eq(calls.id, call.id))
    const waitSeconds = waitedSeconds(call, now)
    await tally(tx, [{ at: call.arrivedAt, measure: 'call_answered', waitSeconds }])
  })
}
