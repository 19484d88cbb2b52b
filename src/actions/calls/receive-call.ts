import { and, eq, type SQL, sql } from 'drizzle-orm'
import { changeAtOnce, oneStep } from '../../db/change.ts'
import { written } from '../../db/connect.ts'
import { referenceTag } from '../../db/reference-tag.ts'
import { calls } from '../../db/schema/calls.ts'
import { tallies } from '../../db/schema/counts.ts'
import { callShown, type ShownCall } from '../../db/shown.ts'
import { type Tally, tally } from '../../db/tally.ts'
import { type Blank, writing } from '../../db/wording.ts'
import type { Deps } from '../../deps.ts'
import type { LineActor } from '../../domain/actor.ts'
import { callerTag } from './caller-tag.ts'
import { type Arrival, arriveAndPassOn } from './dispatch.ts'

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
  const call = () => ({ line: line.line, referenceTag: told, language, callerTag: tag, now: deps.now() })
  const alone = async () => {
    const [arrived] = await changeAtOnce<{ id: string }, Arriving>(deps, line, receivedCall, call())
    return arrived?.id
  }
  const arrive: Arrival<string> = async (tx, about) => {
    const named = and(eq(calls.line, line.line), eq(calls.referenceTag, told))
    const [arrived] = await written<{ id: string }>(tx, arrivedCall(call()))
    const [late] = arrived
      ? []
      : await tx
          .update(calls)
          .set({ counted: true, callerTag: tag, language })
          .where(and(named, eq(calls.counted, false)))
          .returning(callShown)
    if (late) await tally(tx, lateTallies(late))
    const [known] =
      arrived || late ? [arrived ?? late] : await tx.select({ id: calls.id }).from(calls).where(named)
    const id = (known as { id: string }).id
    about(id)
    return id
  }
  const callId = await arriveAndPassOn(deps, line, 'receive call', arrive, alone)
  return { callId }
}

type Arriving = { line: string; referenceTag: string; language: string; callerTag: string | null; now: Date }

/** The call with its count; no row where it had been told of before. */
const arrivedCall = writing<Arriving>(value => sql`with ${arriving(value)} select id from arrived`)

/** The same with its audit line, as a change of its own. */
const receivedCall = oneStep<Arriving>('receive call', value => ({
  with: arriving(value),
  about: sql`select id::text from arrived`,
  answer: sql`select id from arrived`,
}))

function arriving(value: Blank<Arriving>): SQL {
  return sql`
    arrived as (
      insert into ${calls} (channel, line, reference_tag, language, caller_tag, state, arrived_at, queued_at)
      values ('phone', ${value('line')}, ${value('referenceTag')}, ${value('language')}, ${value('callerTag')}, 'waiting',
        ${value('now')}, ${value('now')})
      on conflict do nothing returning id),
    counted as (
      insert into ${tallies} (at, measure) select ${value('now')}::timestamptz, 'call_received' from arrived)`
}

/** The events overtook each other: whoever hung up or was answered before the call was told did not wait. */
function lateTallies({ arrivedAt: at, state, answeredAt, callbackPromisedAt }: ShownCall): Tally[] {
  const received: Tally = { at, measure: 'call_received' }
  if (callbackPromisedAt) return [received]
  if (answeredAt) return [received, { at, measure: 'call_answered', waitSeconds: 0 }]
  if (state === 'abandoned') return [received, { at, measure: 'call_abandoned', waitSeconds: 0 }]
  return [received]
}
