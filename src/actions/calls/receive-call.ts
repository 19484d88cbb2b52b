import { and, eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { referenceTag } from '../../db/reference-tag.ts'
import { calls } from '../../db/schema/calls.ts'
import { type Tally, tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { LineActor } from '../../domain/actor.ts'
import { callerTag } from './caller-tag.ts'
import { passOn } from './dispatch.ts'

/** What an exchange tells of a new call; `reference` is its own name for the call; neither it nor `from` is kept. */
export type NewCall = { reference: string; from?: string; language: string }

/**
 * A call has arrived on a line: it waits, and is offered at once if somebody is free. Told twice is one call; told
 * after its own hangup or answer, it is counted then, once.
 */
export async function receiveCall(
  deps: Deps,
  line: LineActor,
  { reference, from, language }: NewCall,
): Promise<{ callId: string }> {
  // The tag is for counting repeats; a caller must reach somebody even while the keys are out of reach.
  const tag = await callerTag(deps, from).catch(error => {
    deps.log({ event: 'fault', name: (error as Error).name, at: 'caller tag' })
    return null
  })
  const told = await referenceTag(deps, line.line, reference)
  const callId = await change(deps, line, 'receive call', async (tx, about) => {
    const now = deps.now()
    const named = and(eq(calls.line, line.line), eq(calls.referenceTag, told))
    const [arrived] = await tx
      .insert(calls)
      .values({
        channel: 'phone',
        line: line.line,
        referenceTag: told,
        language,
        callerTag: tag,
        state: 'waiting',
        arrivedAt: now,
        queuedAt: now,
      })
      .onConflictDoNothing()
      .returning()
    if (arrived) await tally(tx, [{ at: now, measure: 'call_received' }])
    const [late] = arrived
      ? []
      : await tx
          .update(calls)
          .set({ counted: true, callerTag: tag, language })
          .where(and(named, eq(calls.counted, false)))
          .returning()
    if (late) await tally(tx, lateTallies(late))
    const [known] = arrived || late ? [arrived ?? late] : await tx.select().from(calls).where(named)
    const id = (known as { id: string }).id
    about(id)
    return id
  })
  await passOn(deps, true)
  return { callId }
}

/** The events overtook each other: whoever hung up or was answered before the call was told did not wait. */
function lateTallies({
  arrivedAt: at,
  state,
  answeredAt,
  callbackPromisedAt,
}: typeof calls.$inferSelect): Tally[] {
  const received: Tally = { at, measure: 'call_received' }
  if (callbackPromisedAt) return [received]
  if (answeredAt) return [received, { at, measure: 'call_answered', waitSeconds: 0 }]
  if (state === 'abandoned') return [received, { at, measure: 'call_abandoned', waitSeconds: 0 }]
  return [received]
}
