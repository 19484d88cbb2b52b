import { and, eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { calls } from '../../db/schema/calls.ts'
import { callShown } from '../../db/shown.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, OperatorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { abandonCall } from './abandon-call.ts'
import { passOn } from './dispatch.ts'

/**
 * The caller of a call that was typed in has gone, which no exchange will tell: abandoned, with its wait. Once is
 * enough, however often it is said. `call_gone` when a counselor has it by then or had it; `not_found` for any other call.
 */
export async function endTypedCall(
  deps: Deps,
  operator: OperatorActor | CoordinatorActor,
  { callId }: { callId: string },
): Promise<void> {
  await change(deps, operator, 'end typed call', async (tx, about) => {
    const [call] = await tx
      .select(callShown)
      .from(calls)
      .where(and(eq(calls.id, callId), eq(calls.channel, 'typed')))
      .for('update')
    if (!call) throw new Problem('not_found')
    about(call.id)
    if (call.state === 'abandoned') return
    if (call.state !== 'waiting' && call.state !== 'offered') throw new Problem('call_gone')
    await abandonCall(tx, call, deps.now())
  })
  await passOn(deps)
}
