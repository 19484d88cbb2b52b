import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { calls } from '../../db/schema/calls.ts'
import { tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor } from '../../domain/actor.ts'
import type { AgeBand } from '../../domain/codes.ts'
import { Problem } from '../../domain/problem.ts'
import { randomId } from '../../domain/random-id.ts'
import { passOn } from './dispatch.ts'
import { knownWhereabouts, type Whereabouts } from './known-places.ts'
import { openedCallContact, sealedCallContact } from './seal-call-contact.ts'

/** Where to call back; `requestKey` makes a repeated request the same promise. */
export type WantedCallback = Whereabouts & {
  phone: string
  language: string
  ageBand?: AgeBand
  requestKey?: string
}

/**
 * Promises somebody on the web to be called back: they join the queue now, and the number is kept sealed for a few days.
 * `contact_of_a_child` under 14; `request_reused` when the key came with another number or language.
 */
export async function promiseCallback(
  deps: Deps,
  caller: CallerActor,
  { phone, language, ageBand = 'unknown', requestKey, ...whereabouts }: WantedCallback,
): Promise<{ callId: string }> {
  if (ageBand === 'under_14') throw new Problem('contact_of_a_child')
  const id = randomId(deps.random(16))
  const contact = await sealedCallContact(deps, id, phone)
  const requestTag = requestKey && (await deps.keys.tag('callback-request', requestKey))
  const callId = await change(deps, caller, 'promise callback', async (tx, about) => {
    const now = deps.now()
    const whence = await knownWhereabouts(tx, whereabouts)
    const [promised] = await tx
      .insert(calls)
      .values({
        id,
        channel: 'callback',
        requestTag,
        language,
        ageBand,
        ...whence,
        state: 'waiting',
        arrivedAt: now,
        queuedAt: now,
        callbackPromisedAt: now,
        ...contact,
      })
      .onConflictDoNothing()
      .returning({ id: calls.id })
    if (promised) {
      await tally(tx, [{ at: now, measure: 'callback_promised' }])
      about(id)
      return id
    }
    const [before] = await tx
      .select()
      .from(calls)
      .where(eq(calls.requestTag, requestTag as string))
    const given = { language, ageBand, ...whence }
    const names = Object.keys(given) as (keyof typeof given)[]
    if (!before || names.some(name => before[name] !== given[name])) throw new Problem('request_reused')
    const known = await openedCallContact(deps, before)
    if (known && known.phone !== phone) throw new Problem('request_reused')
    about(before.id)
    return before.id
  })
  await passOn(deps)
  return { callId }
}
