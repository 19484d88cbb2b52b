import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { calls } from '../../db/schema/calls.ts'
import { tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, OperatorActor } from '../../domain/actor.ts'
import type { AgeBand } from '../../domain/codes.ts'
import { Problem } from '../../domain/problem.ts'
import { passOn } from './dispatch.ts'

/** A call as an operator types it in; `requestKey` makes a repeated request the same call. */
export type TypedCall = { language: string; ageBand?: AgeBand; line?: string; requestKey?: string }

/**
 * A call that came by an ordinary telephone joins the queue. The same request key again is the same call, and with
 * another content `request_reused`.
 */
export async function typeInCall(
  deps: Deps,
  operator: OperatorActor | CoordinatorActor,
  { language, ageBand = 'unknown', line, requestKey }: TypedCall,
): Promise<{ callId: string; arrivedAt: Date }> {
  const requestTag = requestKey && (await deps.keys.tag('call-request', requestKey))
  const call = await change(deps, operator, 'type in call', async (tx, about) => {
    const now = deps.now()
    const [arrived] = await tx
      .insert(calls)
      .values({
        channel: 'typed',
        line,
        requestTag,
        language,
        ageBand,
        state: 'waiting',
        arrivedAt: now,
        queuedAt: now,
      })
      .onConflictDoNothing()
      .returning()
    if (arrived) {
      await tally(tx, [{ at: now, measure: 'call_received' }])
      about(arrived.id)
      return arrived
    }
    const [before] = await tx
      .select()
      .from(calls)
      .where(eq(calls.requestTag, requestTag as string))
    if (before?.channel !== 'typed') throw new Problem('request_reused')
    const same = before.language === language && before.ageBand === ageBand && before.line === (line ?? null)
    if (!same) throw new Problem('request_reused')
    about(before.id)
    return before
  })
  await passOn(deps)
  return { callId: call.id, arrivedAt: call.arrivedAt }
}
