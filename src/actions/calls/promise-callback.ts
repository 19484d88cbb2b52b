import { and, eq, inArray, sql } from 'drizzle-orm'
import { advisoryKeys } from '../../db/advisory-keys.ts'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { calls } from '../../db/schema/calls.ts'
import { callShown } from '../../db/shown.ts'
import { tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor } from '../../domain/actor.ts'
import type { AgeBand } from '../../domain/codes.ts'
import { Problem } from '../../domain/problem.ts'
import { randomId } from '../../domain/random-id.ts'
import { callerTag } from './caller-tag.ts'
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

/** The promise; `again` where one to the same number stands already, so that nobody's telephone is made to ring twice. */
export type PromisedCallback = { callId: string; again?: true }

/**
 * Promises somebody on the web to be called back: they join the queue now, and the number is kept sealed for a few days.
 * One open promise for a number, by its tag of the month: whoever asks again gets the one that stands. Do not show its
 * place to them: it may be a stranger's number.
 * `contact_of_a_child` under 14; `request_reused` when the key came with another number or language.
 */
export async function promiseCallback(
  deps: Deps,
  caller: CallerActor,
  { phone, language, ageBand = 'unknown', requestKey, ...whereabouts }: WantedCallback,
): Promise<PromisedCallback> {
  if (ageBand === 'under_14') throw new Problem('contact_of_a_child')
  const id = randomId(deps.random(16))
  const contact = await sealedCallContact(deps, id, phone)
  const numberTag = await callerTag(deps, phone)
  const requestTag = requestKey && (await deps.keys.tag('callback-request', requestKey))
  const promise = await change<PromisedCallback>(deps, caller, 'promise callback', async (tx, about) => {
    const now = deps.now()
    const whence = await knownWhereabouts(tx, whereabouts)
    await tx.execute(sql`select pg_advisory_xact_lock(${advisoryKeys.callback}, hashtext(${numberTag}))`)
    const standing = await openPromise(tx, numberTag)
    if (standing && standing.requestTag !== requestTag) {
      about(standing.id)
      return { callId: standing.id, again: true }
    }
    const [promised] = await tx
      .insert(calls)
      .values({
        id,
        channel: 'callback',
        requestTag,
        language,
        ageBand,
        callerTag: numberTag,
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
      return { callId: id }
    }
    const [before] = await tx
      .select({ ...callShown, contactSealed: calls.contactSealed })
      .from(calls)
      .where(eq(calls.requestTag, requestTag as string))
    const given = { language, ageBand, ...whence }
    const names = Object.keys(given) as (keyof typeof given)[]
    if (!before || names.some(name => before[name] !== given[name])) throw new Problem('request_reused')
    const known = await openedCallContact(deps, before)
    if (known && known.phone !== phone) throw new Problem('request_reused')
    about(before.id)
    return { callId: before.id }
  })
  await passOn(deps)
  return promise
}

/** The promise to a number that nobody has kept yet. */
async function openPromise(tx: Transaction, numberTag: string | null) {
  if (!numberTag) return undefined
  const [found] = await tx
    .select({ id: calls.id, requestTag: calls.requestTag })
    .from(calls)
    .where(
      and(
        inArray(calls.state, ['waiting', 'offered']),
        eq(calls.channel, 'callback'),
        eq(calls.callerTag, numberTag),
      ),
    )
    .limit(1)
  return found
}
