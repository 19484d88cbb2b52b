import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { calls } from '../../db/schema/calls.ts'
import { callShown } from '../../db/shown.ts'
import { tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, OperatorActor } from '../../domain/actor.ts'
import type { AgeBand } from '../../domain/codes.ts'
import { Problem } from '../../domain/problem.ts'
import type { MarkedClass } from '../../domain/routing-contacts.ts'
import { passOn } from './dispatch.ts'
import { knownWhereabouts, type Whereabouts } from './known-places.ts'
import { namedCounselor } from './named-counselor.ts'

/** A call as an operator types it in; `requestKey` makes a repeated request the same call. */
export type TypedCall = Whereabouts & {
  language: string
  ageBand?: AgeBand
  /** That it must go before others, as far as a person can tell. */
  mark?: MarkedClass
  line?: string
  /** What the caller was given before: the same counselor is asked first. */
  returnCode?: string
  requestKey?: string
}

/**
 * A call that came by an ordinary telephone joins the queue. The same request key again is the same call, and with
 * another content `request_reused`; `invalid_input` for a place or partner that there is not,
 * `return_code_unknown` for such a code.
 */
export async function typeInCall(
  deps: Deps,
  operator: OperatorActor | CoordinatorActor,
  { language, ageBand = 'unknown', mark, line, returnCode, requestKey, ...whereabouts }: TypedCall,
): Promise<{ callId: string; arrivedAt: Date }> {
  const requestTag = requestKey && (await deps.keys.tag('call-request', requestKey))
  const namedCounselorId = await namedCounselor(deps, returnCode)
  const call = await change(deps, operator, 'type in call', async (tx, about) => {
    const now = deps.now()
    const known = await knownWhereabouts(tx, whereabouts)
    const [arrived] = await tx
      .insert(calls)
      .values({
        channel: 'typed',
        line,
        requestTag,
        language,
        ageBand,
        markedAs: mark,
        ...known,
        namedCounselorId,
        state: 'waiting',
        arrivedAt: now,
        queuedAt: now,
      })
      .onConflictDoNothing()
      .returning(callShown)
    if (arrived) {
      await tally(tx, [{ at: now, measure: 'call_received' }])
      about(arrived.id)
      return arrived
    }
    const [before] = await tx
      .select(callShown)
      .from(calls)
      .where(eq(calls.requestTag, requestTag as string))
    if (before?.channel !== 'typed') throw new Problem('request_reused')
    const given = {
      language,
      ageBand,
      line: line ?? null,
      markedAs: mark ?? null,
      namedCounselorId,
      ...known,
    }
    const names = Object.keys(given) as (keyof typeof given)[]
    if (names.some(name => before[name] !== given[name])) throw new Problem('request_reused')
    about(before.id)
    return before
  })
  await passOn(deps)
  return { callId: call.id, arrivedAt: call.arrivedAt }
}
