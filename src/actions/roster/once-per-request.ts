import { eq } from 'drizzle-orm'
import { touch } from '../../db/change.ts'
import { rosterRequests } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { StaffActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'

/** What a request asked for, by its key: who asked is part of the key, what they asked for the content. */
type Asked = { of: StaffActor; what: string; key: string | undefined; content: unknown }

/**
 * Does what a program asks for once per key, and answers the same again; `request_reused` for a key that stood for
 * something else. Only for verbs that change nothing when done twice: where two come at once, both may be done.
 */
export async function oncePerRequest<A extends Record<string, number>>(
  deps: Deps,
  { of, what, key, content }: Asked,
  work: () => Promise<A>,
): Promise<A> {
  if (key === undefined) return work()
  const requestTag = await deps.keys.tag('roster-request', `${of.personId} ${what} ${key}`)
  const contentTag = await deps.keys.tag('roster-request-content', JSON.stringify(content))
  const [before] = await deps.db
    .select()
    .from(rosterRequests)
    .where(eq(rosterRequests.requestTag, requestTag))
  if (before && before.contentTag !== contentTag) throw new Problem('request_reused')
  if (before) return before.answer as A
  const answer = await work()
  const madeAt = deps.now()
  await touch(deps, tx =>
    tx.insert(rosterRequests).values({ requestTag, contentTag, answer, madeAt }).onConflictDoNothing(),
  )
  return answer
}
