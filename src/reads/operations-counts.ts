import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { checkSpan, type Grouping } from '../domain/count-periods.ts'
import { type DaySpan, dayAfter, eachDay } from '../domain/days.ts'
import { dayStart, localDay } from '../domain/time.ts'

/** Operations counts of one day, hour of the day, partner, or of the whole period. Waits in seconds. */
export type OperationsRow = {
  /** '2020-02-03', '00' to '23', a partner's code or 'none', or 'total'. */
  key: string
  callsReceived: number
  callsAnswered: number
  callsAbandoned: number
  /** Answered of received, 0 to 1, four digits; null when there is nothing to divide, and for partners. */
  answerRate: number | null
  medianWaitSeconds: number | null
  p90WaitSeconds: number | null
  callbacksPromised: number
  bookingsMade: number
  sessionsHeld: number
  peopleHelped: number
  outreachSessions: number
  audience: number
  callbacksKept: number
  bookingsCanceled: number
}

/** What is asked: local days, both included, and how to cut them. */
export type OperationsAsked = DaySpan & { by: Grouping }

/**
 * Operations counts from the tallies alone, exact and live. By day every day of the period has its row, by hour each
 * of the 24 hours of the day over the whole period, by partner each partner and 'none' for what nobody has taken yet.
 * Refuses `invalid_input` for a period that ends before it starts or is longer than three years.
 */
export async function operationsCounts(
  deps: Pick<Deps, 'db' | 'config'>,
  { from, to, by }: OperationsAsked,
): Promise<OperationsRow[]> {
  checkSpan({ from, to })
  const zone = deps.config.TIME_ZONE
  const counted = await rows<OperationsRow>(
    deps.db,
    sql`
      select ${keyOf(by, zone)} as key,
        ${sum('call_received')} as "callsReceived",
        ${sum('call_answered')} as "callsAnswered",
        ${sum('call_abandoned')} as "callsAbandoned",
        ${by === 'partner' ? sql`null::float8` : answerRate} as "answerRate",
        ${wait(0.5)} as "medianWaitSeconds",
        ${wait(0.9)} as "p90WaitSeconds",
        ${sum('callback_promised')} as "callbacksPromised",
        ${sum('booking_made')} as "bookingsMade",
        ${sum('session_held')} as "sessionsHeld",
        ${sum('people_helped')} as "peopleHelped",
        ${sum('outreach_session')} as "outreachSessions",
        ${sum('audience')} as audience,
        ${sum('callback_kept')} as "callbacksKept",
        ${sum('booking_canceled')} as "bookingsCanceled"
      from tallies t left join partners p on p.id = t.partner_id
      where t.at >= ${dayStart(from, zone)} and t.at < ${dayStart(dayAfter(to, 1), zone)}
      group by 1 order by 1`,
  )
  const byKey = new Map(counted.map(row => [row.key, row]))
  const keys = await keysFor(deps, { from, to, by })
  return [...new Set([...keys, ...byKey.keys()])].map(key => byKey.get(key) ?? { ...nothing, key })
}

/** The rows of one period as one: sums of everything that can be summed; what cannot is null. */
export function addUp(counted: readonly OperationsRow[]) {
  const sums = { ...nothing, key: 'total' }
  for (const row of counted) for (const figure of summed) sums[figure] += row[figure]
  return sums
}

/** The local days on which the first and the last thing was counted; undefined when nothing ever was. */
export async function countedSpan(deps: Pick<Deps, 'db' | 'config'>): Promise<DaySpan | undefined> {
  const [found] = await rows<{ first: Date | null; last: Date | null }>(
    deps.db,
    sql`select min(at) as first, max(at) as last from tallies`,
  )
  if (!found?.first || !found.last) return undefined
  const zone = deps.config.TIME_ZONE
  return { from: localDay(found.first, zone), to: localDay(found.last, zone) }
}

/** What each partner is called, by its code. */
export async function partnerNames({ db }: Pick<Deps, 'db'>): Promise<Map<string, string>> {
  const named = await rows<{ code: string; name: string }>(db, sql`select code, name from partners`)
  return new Map(named.map(({ code, name }) => [code, name]))
}

/** The figures that add up between rows. */
export const summed = [
  'callsReceived',
  'callsAnswered',
  'callsAbandoned',
  'callbacksPromised',
  'callbacksKept',
  'bookingsMade',
  'bookingsCanceled',
  'sessionsHeld',
  'peopleHelped',
  'outreachSessions',
  'audience',
] as const satisfies (keyof OperationsRow)[]

const nothing: OperationsRow = {
  key: '',
  callsReceived: 0,
  callsAnswered: 0,
  callsAbandoned: 0,
  answerRate: null,
  medianWaitSeconds: null,
  p90WaitSeconds: null,
  callbacksPromised: 0,
  bookingsMade: 0,
  sessionsHeld: 0,
  peopleHelped: 0,
  outreachSessions: 0,
  audience: 0,
  callbacksKept: 0,
  bookingsCanceled: 0,
}

function keyOf(by: Grouping, zone: string): SQL {
  switch (by) {
    case 'day':
      return sql`to_char(t.at at time zone ${zone}, 'YYYY-MM-DD')`
    case 'hour':
      return sql`to_char(t.at at time zone ${zone}, 'HH24')`
    case 'partner':
      return sql`coalesce(p.code, 'none')`
    case 'total':
      return sql`'total'::text`
  }
}

function sum(measure: string) {
  return sql`coalesce(sum(t.amount) filter (where t.measure = ${measure}), 0)::bigint`
}

/** No partner has received a call before somebody answered it, so this means nothing for partners. */
const answerRate = sql`round(
  coalesce(sum(t.amount) filter (where t.measure = 'call_answered'), 0)::numeric
  / nullif(sum(t.amount) filter (where t.measure = 'call_received'), 0), 4)::float8`

function wait(part: number) {
  return sql`percentile_cont(${part}::float8) within group (order by t.wait_seconds)
    filter (where t.measure = 'call_answered')`
}

async function keysFor(deps: Pick<Deps, 'db'>, { from, to, by }: OperationsAsked): Promise<string[]> {
  if (by === 'day') return eachDay({ from, to })
  if (by === 'hour') return Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))
  if (by === 'total') return ['total']
  const active = await rows<{ code: string }>(
    deps.db,
    sql`select code from partners where retired_at is null order by code`,
  )
  return [...active.map(({ code }) => code), 'none']
}
