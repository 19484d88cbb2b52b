import { eq } from 'drizzle-orm'
import { change, concerns } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { calls } from '../../db/schema/calls.ts'
import type { ShownCall } from '../../db/shown.ts'
import type { Deps } from '../../deps.ts'
import type { LineActor } from '../../domain/actor.ts'
import { moveDuty } from '../duty/move-duty.ts'
import { abandonCall } from './abandon-call.ts'
import { callOnLine } from './call-on-line.ts'
import { passOn } from './dispatch.ts'

/**
 * The caller has hung up. Waiting: abandoned, with its wait; a live offer is withdrawn, its counselor free in their old
 * place. Talking: the counselor's wrap-up begins. A promised call-back stays. Told before the call itself, it is
 * remembered, so that the late newCall is counted once as received and abandoned.
 */
export async function hangUp(
  deps: Deps,
  line: LineActor,
  { reference, language }: { reference: string; language: string },
): Promise<void> {
  await change(deps, line, 'hang up', async (tx, about) => {
    const now = deps.now()
    const told = await callOnLine(deps, tx, line, { reference, language }, now, {
      state: 'abandoned',
      endedAt: now,
    })
    if (!told) return
    const { call, isNew } = told
    about(call.id)
    if (isNew || call.channel === 'callback') return
    if (call.state === 'waiting' || call.state === 'offered') await abandonCall(tx, call, now)
    if (call.state === 'talking') await endTalk(tx, call, now)
  })
  await passOn(deps)
}

/** Nobody writes an outcome for a call that somebody outside answered, so it is closed at once. */
async function endTalk(tx: Transaction, call: ShownCall, now: Date) {
  const ended = call.counselorId
    ? { state: 'wrap_up', endedAt: now }
    : { state: 'closed', endedAt: now, closedAt: now }
  await tx.update(calls).set(ended).where(eq(calls.id, call.id))
  if (!call.counselorId) return
  concerns(tx, [call.counselorId])
  await moveDuty(tx, call.counselorId, ['talking'], 'wrap_up')
}
