import { and, eq, inArray, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { calls } from '../../db/schema/calls.ts'
import { tallies } from '../../db/schema/counts.ts'
import type { ShownCall } from '../../db/shown.ts'
import { tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { LineActor } from '../../domain/actor.ts'
import { randomId } from '../../domain/random-id.ts'
import { callOnLine } from './call-on-line.ts'
import { passOn } from './dispatch.ts'
import { sealedCallContact } from './seal-call-contact.ts'
import { waitedSeconds } from './waited-seconds.ts'

/**
 * A caller who waits on a line asks to be called back: the same call keeps its place, becomes a call-back with its
 * number sealed, and no hangup abandons it. If the hangup was told first, it is taken back. While somebody talks to
 * them, and afterwards, it changes nothing; told twice is one promise.
 */
export async function promiseCallbackOnLine(
  deps: Deps,
  line: LineActor,
  { reference, phone, language }: { reference: string; phone: string; language: string },
): Promise<void> {
  const id = randomId(deps.random(16))
  await change(deps, line, 'promise callback', async (tx, about) => {
    const now = deps.now()
    // Told before the call itself: it joins the queue now, and the late newCall counts it as received.
    const told = await callOnLine(deps, tx, line, { reference, language }, now, { id, state: 'waiting' })
    if (!told) return
    const { call } = told
    about(call.id)
    if (call.channel === 'callback' || !['waiting', 'offered', 'abandoned'].includes(call.state)) return
    if (call.state === 'abandoned' && call.counted) await uncountAbandoned(tx, call)
    await tx
      .update(calls)
      .set({
        channel: 'callback',
        callbackPromisedAt: now,
        endedAt: null,
        ...(call.state === 'abandoned' && { state: 'waiting' }),
        ...(await sealedCallContact(deps, call.id, phone)),
      })
      .where(and(eq(calls.id, call.id), inArray(calls.state, ['waiting', 'offered', 'abandoned'])))
    await tally(tx, [{ at: now, measure: 'callback_promised' }])
  })
  await passOn(deps)
}

/** Tallies are tied to nothing, but those of one instant and wait are alike: any one of them may go. */
async function uncountAbandoned(tx: Transaction, call: ShownCall) {
  const { arrivedAt, endedAt } = call
  const waitSeconds = waitedSeconds(call, endedAt ?? arrivedAt)
  const gone = await tx
    .delete(tallies)
    .where(
      sql`ctid = (select ctid from tallies where at = ${arrivedAt} and measure = 'call_abandoned'
          and wait_seconds = ${waitSeconds} and not rolled limit 1 for update)`,
    )
    .returning({ at: tallies.at })
  // One of a day that is summed up already cannot go, but be made up for.
  if (gone.length === 0)
    await tally(tx, [{ at: arrivedAt, measure: 'call_abandoned', waitSeconds, amount: -1 }])
}
