import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import { referenceTag } from '../db/reference-tag.ts'
import { headStartOf, turnOf } from '../db/turn.ts'
import type { Deps } from '../deps.ts'
import type { MinuteRange } from '../domain/waiting.ts'
import { lineNow } from './line-now.ts'

/** How many are before somebody, and how long it may take. */
export type Ahead = Pick<PlaceInLine, 'ahead' | 'minutes' | 'nobodyBefore'>

/** Where a call-back would stand that is promised now; for whoever may not see the place of one that stands. */
export async function placeOfNext(
  deps: Pick<Deps, 'db' | 'now' | 'config'>,
  { language, ageBand = 'unknown' }: { language: string; ageBand?: string },
): Promise<Ahead> {
  const [found] = await rows<{ ahead: number; kept_by: Record<string, number> | null }>(
    deps.db,
    sql`select coalesce(sum(n), 0)::int as ahead, json_object_agg(language, kept) filter (where language is not null) as kept_by
        from (select b.language, count(*) as n, count(*) filter (where b.unanswered_at is null) as kept
          from calls b, (select ${deps.now()}::timestamptz as queued_at, null::text as marked_as,
            ${ageBand}::text as age_band, 'callback'::text as channel) c
          where b.state in ('waiting', 'offered') and ${turnOf(deps, 'b')} <= ${turnOf(deps, 'c')}
          group by b.language) counted`,
  )
  const { minutes, nobodyBefore } = await lineNow(deps, language, found?.kept_by ?? {})
  return { ahead: found?.ahead ?? 0, minutes, nobodyBefore }
}

/** Where a contact stands: how many are before it, how long it may take, and whether anybody can come at all. */
export type PlaceInLine = {
  state: 'waiting' | 'offered' | 'talking' | 'wrap_up' | 'closed' | 'abandoned'
  channel: 'phone' | 'typed' | 'callback'
  language: string
  /** Nobody is left who could take it: nobody on duty, or all asked in vain. */
  unanswered: boolean
  ahead: number
  minutes: MinuteRange | null
  /** Nobody who speaks the language is there; before this instant nobody comes. */
  nobodyBefore: Date | null
  /** The number of the province, once the contact has waited so long that it is named; null before, or without one. */
  provinceNumber: string | null
}

type Found = Omit<PlaceInLine, 'minutes' | 'nobodyBefore' | 'provinceNumber'> & {
  queued_at: Date
  head_start: number
  kept_by: Record<string, number> | null
}

/** Where this contact stands now; undefined when there is none. */
export async function placeInLine(
  deps: Pick<Deps, 'db' | 'now' | 'config' | 'keys'>,
  contact: { callId: string } | { line: string; reference: string },
): Promise<PlaceInLine | undefined> {
  const which =
    'callId' in contact
      ? sql`id = ${contact.callId}`
      : sql`line = ${contact.line} and reference_tag = ${await referenceTag(deps, contact.line, contact.reference)}`
  const [theirs, own] = [turnOf(deps, 'b'), turnOf(deps, 'c')]
  const before = sql`calls b where b.state in ('waiting', 'offered')
    and (${theirs}, b.queued_at, b.id) < (${own}, c.queued_at, c.id)`
  const [found] = await rows<Found>(
    deps.db,
    sql`select c.state, c.channel, c.language, c.queued_at, c.unanswered_at is not null as unanswered,
          ${headStartOf(deps, 'c')} as head_start,
          (select count(*) from ${before}) as ahead,
          (select json_object_agg(language, n) from (select b.language, count(*) as n from ${before}
            and b.unanswered_at is null group by b.language) k) as kept_by
        from (select id, state, channel, language, queued_at, unanswered_at, marked_as, age_band from calls where ${which}) c`,
  )
  if (!found) return undefined
  const { kept_by, queued_at, head_start: headStart, ...place } = found
  if (place.state !== 'waiting' && place.state !== 'offered')
    return { ...place, minutes: null, nobodyBefore: null, provinceNumber: null }
  const waitedMinutes = (deps.now().getTime() - queued_at.getTime()) / 60_000
  const since = { headStart, waitedMinutes }
  const { minutes, nobodyBefore } = await lineNow(deps, place.language, kept_by ?? {}, since)
  const { PROVINCE_NUMBER, WIDEN_PROVINCE_MINUTES } = deps.config
  const isNamed = waitedMinutes >= WIDEN_PROVINCE_MINUTES
  return {
    ...place,
    minutes: place.unanswered ? null : minutes,
    nobodyBefore,
    provinceNumber: (isNamed && PROVINCE_NUMBER) || null,
  }
}
