import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { dayStart, localDay } from '../domain/time.ts'

/** A contact as operator and coordinator see it: nothing of the caller. */
export type WaitingCall = {
  id: string
  channel: 'phone' | 'typed' | 'callback'
  language: string
  arrivedAt: Date
  waitedSeconds: number
  /**
   * `broken` is a promised call-back whose number was forgotten before anybody called. `abandoned` ones stand here
   * only when nobody could answer them, on the day of their end.
   */
  state: 'waiting' | 'offered' | 'broken' | 'abandoned'
  /** Nobody is left who could take it: nobody on duty, or all asked in vain. */
  unanswered: boolean
}

/**
 * The contacts that wait now in the order of the queue, then promises that were broken in the last KEEP_DAYS, then
 * calls given up unanswered today.
 */
export async function waitingCalls(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<WaitingCall[]> {
  const now = deps.now()
  const zone = deps.config.TIME_ZONE
  const today = dayStart(localDay(now, zone), zone)
  const brokenSince = new Date(now.getTime() - deps.config.KEEP_DAYS * 86_400_000)
  const found = await rows<{
    id: string
    channel: WaitingCall['channel']
    language: string
    arrived_at: Date
    ended_at: Date | null
    state: WaitingCall['state']
    unanswered: boolean
  }>(
    deps.db,
    sql`select id, channel, language, arrived_at, ended_at, unanswered_at is not null as unanswered,
          case when state = 'abandoned' and channel = 'callback' then 'broken' else state end as state
        from calls
        where state in ('waiting', 'offered')
          or state = 'abandoned' and channel = 'callback' and ended_at > ${brokenSince}
          or state = 'abandoned' and channel <> 'callback' and ended_at >= ${today} and unanswered_at is not null
        order by state = 'abandoned', channel <> 'callback' and state = 'abandoned', queued_at, id limit 500`,
  )
  return found.map(({ arrived_at, ended_at, ...row }) => ({
    ...row,
    arrivedAt: arrived_at,
    unanswered: row.unanswered && row.state !== 'broken',
    waitedSeconds: Math.max(0, Math.round(((ended_at ?? now).getTime() - arrived_at.getTime()) / 1000)),
  }))
}
