import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import { calls } from '../db/schema/calls.ts'
import { tallies } from '../db/schema/counts.ts'
import { duties, shifts } from '../db/schema/duty.ts'
import { partners, people } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'
import { dayStart, localDay } from '../domain/time.ts'

/** Somebody who is on duty now; `shiftEndsAt` is null for whoever came outside a planned shift. */
export type OnDutyRow = {
  name: string
  partner: string
  state: string
  startedAt: Date
  shiftEndsAt: Date | null
}

/** Today so far: calls that came, were answered, hung up; who waits now, and who waits in vain. */
export type Today = {
  received: number
  answered: number
  abandoned: number
  waiting: number
  unanswered: number
  onDuty: OnDutyRow[]
}

/** What a coordinator wants to know first: who is there, and how the line goes today. */
export async function today(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<Today> {
  const now = deps.now()
  const since = dayStart(localDay(now, deps.config.TIME_ZONE), deps.config.TIME_ZONE)
  const [counted, waiting, onDuty] = await Promise.all([
    rows<{ measure: string; amount: number }>(
      deps.db,
      sql`select measure, sum(amount)::int as amount from ${tallies}
        where at >= ${since.toISOString()}::timestamptz and at <= ${now.toISOString()}::timestamptz
          and measure in ('call_received', 'call_answered', 'call_abandoned')
        group by measure`,
    ),
    rows<{ waiting: number; unanswered: number }>(
      deps.db,
      sql`select count(*)::int as waiting, count(unanswered_at)::int as unanswered from ${calls}
        where state in ('waiting', 'offered')`,
    ),
    rows<OnDutyRow>(
      deps.db,
      sql`select p.name, coalesce(pa.name, '') as partner, d.state, d.started_at as "startedAt",
          (select max(s.ends_at) from ${shifts} s
            where s.counselor_id = p.id and s.canceled_at is null
              and s.starts_at <= ${now.toISOString()}::timestamptz
              and s.ends_at > ${now.toISOString()}::timestamptz) as "shiftEndsAt"
        from ${duties} d
        join ${people} p on p.id = d.counselor_id
        left join ${partners} pa on pa.id = p.partner_id
        where d.ended_at is null
        order by pa.name, p.name`,
    ),
  ])
  const amount = (measure: string) => counted.find(row => row.measure === measure)?.amount ?? 0
  return {
    received: amount('call_received'),
    answered: amount('call_answered'),
    abandoned: amount('call_abandoned'),
    waiting: waiting[0]?.waiting ?? 0,
    unanswered: waiting[0]?.unanswered ?? 0,
    onDuty,
  }
}
