import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { type MinuteRange, rangeOfMinutes } from '../domain/waiting.ts'

/** Minutes from an answer to being free again: calls last 10 to 20 (mission figures of Chinese lines). */
export const typicalMinutes = 15

/** Where a contact stands: how many are before it, how long it may take, and whether anybody can come at all. */
export type PlaceInLine = {
  state: 'waiting' | 'offered' | 'talking' | 'wrap_up' | 'closed' | 'abandoned'
  channel: 'phone' | 'typed' | 'callback'
  language: string
  /** Nobody is left who could take it: nobody on duty, or all asked in vain. */
  unanswered: boolean
  ahead: number
  minutes: MinuteRange | null
}

/** Where this contact stands now; undefined when there is none. */
export async function placeInLine(
  deps: Pick<Deps, 'db' | 'now' | 'config'>,
  contact: { callId: string } | { line: string; reference: string },
): Promise<PlaceInLine | undefined> {
  const { config, now } = deps
  const present = new Date(now().getTime() - config.PRESENCE_SECONDS * 1000)
  const which =
    'callId' in contact
      ? sql`id = ${contact.callId}`
      : sql`line = ${contact.line} and reference = ${contact.reference}`
  const [found] = await rows<Omit<PlaceInLine, 'minutes'> & { seats: number; free: number }>(
    deps.db,
    sql`select c.state, c.channel, c.language, c.unanswered_at is not null as unanswered,
          (select count(*) from calls b where b.state in ('waiting', 'offered')
             and (b.queued_at, b.id) < (c.queued_at, c.id)) as ahead,
          count(d.id) as seats, count(d.id) filter (where d.state in ('free', 'offered')) as free
        from (select * from calls where ${which}) c
        left join people p on c.language = any(p.languages) and p.retired_at is null
        left join duties d on d.counselor_id = p.id and d.ended_at is null
          and d.state not in ('break', 'away') and d.seen_at >= ${present}
        group by c.id, c.state, c.channel, c.language, c.unanswered_at, c.queued_at`,
  )
  if (!found) return undefined
  const { seats, free, ...place } = found
  const line = { ahead: place.ahead, seatsServing: seats, freeNow: free, typicalMinutes }
  return { ...place, minutes: place.unanswered ? null : rangeOfMinutes(line) }
}
