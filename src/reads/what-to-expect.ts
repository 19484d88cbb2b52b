import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import { calls } from '../db/schema/calls.ts'
import { duties, shifts } from '../db/schema/duty.ts'
import { people } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'
import { type MinuteRange, rangeOfMinutes } from '../domain/waiting.ts'

/** What somebody who would call now can expect, as far as it is known. */
export type Expectation = {
  /** Somebody is on duty: a planned shift that nobody has taken up answers no call. */
  openNow: boolean
  /** When the next planned shift starts; null when it is open now, or nothing more is planned. */
  nextOpening: Date | null
  /** Contacts that wait for a counselor. */
  waiting: number
  minutes: MinuteRange | null
}

type Found = {
  on_duty: number
  free: number
  next: Date | null
  waiting: number
  typical: string | null
}

/** What calls take is learned from so many: this page is asked for most, and a week may hold a hundred thousand. */
const lastCalls = 200

/** How things stand on the line now: open or when next, how many wait, an honest range of minutes. */
export async function whatToExpect(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<Expectation> {
  const now = deps.now()
  const seenSince = new Date(now.getTime() - deps.config.PRESENCE_SECONDS * 1000)
  const lately = new Date(now.getTime() - 7 * 86_400_000)
  const seats = sql`from ${duties} where ${duties.endedAt} is null and (${duties.state} in ('talking', 'wrap_up')
    or ${duties.state} in ('free', 'offered') and ${duties.seenAt} >= ${seenSince})`
  const activeShift = sql`from ${shifts}
    join ${people} on ${people.id} = ${shifts.counselorId} and ${people.retiredAt} is null
    where ${shifts.canceledAt} is null`
  const [found] = await rows<Found>(
    deps.db,
    sql`select
      (select count(*) ${seats}) as on_duty,
      (select count(*) ${seats} and ${duties.state} = 'free') as free,
      (select min(${shifts.startsAt}) ${activeShift} and ${shifts.startsAt} > ${now}) as next,
      (select count(*) from ${calls} where ${calls.state} in ('waiting', 'offered')) as waiting,
      (select percentile_cont(0.5) within group (
          order by extract(epoch from ${calls.closedAt} - ${calls.answeredAt}) / 60)
        from (select * from ${calls} where ${calls.state} = 'closed' and ${calls.answeredAt} >= ${lately}
          order by ${calls.answeredAt} desc limit ${lastCalls}) ${calls}) as typical`,
  )
  if (!found) return { openNow: false, nextOpening: null, waiting: 0, minutes: null }
  const openNow = found.on_duty > 0
  const typicalMinutes = found.typical === null ? null : Number(found.typical)
  return {
    openNow,
    nextOpening: openNow ? null : found.next,
    waiting: found.waiting,
    minutes: rangeOfMinutes({
      ahead: found.waiting,
      seatsServing: found.on_duty,
      freeNow: found.free,
      typicalMinutes,
    }),
  }
}
