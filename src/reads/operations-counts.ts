import { type SQL, sql } from 'drizzle-orm'
import { acting, rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { checkSpan, type Grouping } from '../domain/count-periods.ts'
import { type DaySpan, dayAfter, eachDay, monthOf } from '../domain/days.ts'
import type { Measure } from '../domain/measures.ts'
import { dayStart, localDay } from '../domain/time.ts'
import { barsOf, tenthsOfTheWay } from '../domain/wait-bars.ts'

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
 * Operations counts, exact and live: finished days as they were summed up, and whatever tallies came since. By day every day of the period has its row, by hour each
 * of the 24 hours of the day over the whole period, by partner each partner and 'none' for what nobody has taken yet.
 * Refuses `invalid_input` for a period that ends before it starts or is longer than three years.
 */
export async function operationsCounts(
  deps: Pick<Deps, 'db' | 'config'>,
  { from, to, by }: OperationsAsked,
): Promise<OperationsRow[]> {
  checkSpan({ from, to })
  const zone = deps.config.TIME_ZONE
  const counted = await rows<Counted>(
    counting(deps),
    sql`
      with fresh as (
        select ${freshKey(by, zone)} as key, measure, amount::bigint, wait_seconds
        from tallies t where not rolled
          and at >= ${dayStart(from, zone)} and at < ${dayStart(dayAfter(to, 1), zone)}),
      rolled as (${by === 'day' ? rolledDays({ from, to }) : rolledMonths({ from, to, by })}),
      sums as (
        select key, ${columns} from (
          select key, measure, amount from rolled union all select key, measure, amount from fresh) t
        group by key),
      bars as (
        select key, string_agg(array_to_string(waits, ','), ',') as waits,
          string_agg(array_to_string(wait_counts, ','), ',') as often
        from (
          select key, waits, wait_counts from rolled
          where measure = 'call_answered' ${by === 'day' ? sql`and key in (select key from fresh)` : sql``}
          union all
          select key, array_agg(wait_seconds), array_agg(1) from fresh
          where measure = 'call_answered' and wait_seconds is not null group by key) b
        where waits is not null
        group by key)
      select ${by === 'partner' ? sql`coalesce(p.code, 'none')` : sql`s.key`} as key, ${named},
        ${by === 'partner' ? sql`null::float8` : answerRate} as "answerRate",
        ${by === 'day' ? sql`d.median_wait` : sql`null::float8`} as "medianWaitSeconds",
        ${by === 'day' ? sql`d.p90_wait` : sql`null::float8`} as "p90WaitSeconds", w.waits, w.often
      from sums s left join bars w on w.key = s.key
        ${by === 'day' ? sql`left join rolled d on d.key = s.key and d.measure = 'call_answered'` : sql``}
        left join partners p on p.id::text = s.key
      order by 1`,
  )
  const byKey = new Map(counted.map(row => [row.key, { ...nothing, ...withWaits(row) }]))
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
    counting(deps),
    sql`select min(at) as first, max(at) as last from tallies`,
  )
  if (!found?.first || !found.last) return undefined
  const zone = deps.config.TIME_ZONE
  return { from: localDay(found.first, zone), to: localDay(found.last, zone) }
}

/** What each partner is called, by its code. */
export async function partnerNames(deps: Pick<Deps, 'db'>): Promise<Map<string, string>> {
  const named = await rows<{ code: string; name: string }>(
    counting(deps),
    sql`select code, name from partners`,
  )
  return new Map(named.map(({ code, name }) => [code, name]))
}

/** Under the role that counts: PostgreSQL shows it nothing that was ever tied to a contact. */
function counting({ db }: Pick<Deps, 'db'>) {
  return acting(db, 'counts')
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

/** The key of a tally; partners by their id, named only once they are summed. */
function freshKey(by: Grouping, zone: string): SQL {
  switch (by) {
    case 'day':
      return sql`to_char(t.at at time zone ${zone}, 'YYYY-MM-DD')`
    case 'hour':
      return sql`to_char(t.at at time zone ${zone}, 'HH24')`
    case 'partner':
      return sql`coalesce(t.partner_id::text, 'none')`
    case 'total':
      return sql`'total'::text`
  }
}

function rolledDays({ from, to }: DaySpan): SQL {
  return sql`select to_char(day, 'YYYY-MM-DD') as key, measure, amount, waits, wait_counts, median_wait, p90_wait
    from day_counts where cut = 'day' and day between ${from} and ${to}`
}

/** Whole months as they are summed up, and single days around them or of months that are not. */
function rolledMonths({ from, to, by }: OperationsAsked): SQL {
  const key = by === 'total' ? sql`'total'::text` : sql`key`
  const [ofDays, ofMonths] = by === 'total' ? ['day', 'month'] : [by, `month ${by}`]
  const first = monthOf(from).from === from ? from : dayAfter(monthOf(from).to, 1)
  const last = monthOf(to).to === to ? to : dayAfter(monthOf(to).from, -1)
  const whole = sql`select distinct day from day_counts where cut = 'month' and day between ${first} and ${last}`
  // As an array: then the days are looked up one by one, and not all there are sifted.
  const apart = sql`array(select d::date from generate_series(${from}::date, ${to}::date, interval '1 day') d
    where date_trunc('month', d)::date not in (${whole}))`
  return sql`select ${key} as key, measure, amount, waits, wait_counts from day_counts
      where cut = ${ofMonths} and day = any(array(${whole}))
    union all
    select ${key}, measure, amount, waits, wait_counts from day_counts where cut = ${ofDays} and day = any(${apart})`
}

const measureOf: Record<(typeof summed)[number], Measure> = {
  callsReceived: 'call_received',
  callsAnswered: 'call_answered',
  callsAbandoned: 'call_abandoned',
  callbacksPromised: 'callback_promised',
  callbacksKept: 'callback_kept',
  bookingsMade: 'booking_made',
  bookingsCanceled: 'booking_canceled',
  sessionsHeld: 'session_held',
  peopleHelped: 'people_helped',
  outreachSessions: 'outreach_session',
  audience: 'audience',
}

const columns = sql.join(
  summed.map(
    name =>
      sql`coalesce(sum(t.amount) filter (where t.measure = ${sql.raw(`'${measureOf[name]}'`)}), 0)::bigint as ${sql.identifier(name)}`,
  ),
  sql`, `,
)

const named = sql.join(
  summed.map(name => sql`s.${sql.identifier(name)}`),
  sql`, `,
)

/** No partner has received a call before somebody answered it, so this means nothing for partners. */
const answerRate = sql`round(s."callsAnswered"::numeric / nullif(s."callsReceived", 0), 4)::float8`

/** A row as it is read: where waits have to be put together, all of them and how often each occurred. */
type Counted = OperationsRow & { waits: string | null; often: string | null }

/** A day to which nothing came since it was summed up knows its percentiles already. */
function withWaits({ waits, often, ...row }: Counted): OperationsRow {
  if (waits === null || often === null) return row
  const bars = barsOf(waits, often)
  return { ...row, medianWaitSeconds: tenthsOfTheWay(bars, 5), p90WaitSeconds: tenthsOfTheWay(bars, 9) }
}

async function keysFor(deps: Pick<Deps, 'db'>, { from, to, by }: OperationsAsked): Promise<string[]> {
  if (by === 'day') return eachDay({ from, to })
  if (by === 'hour') return Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))
  if (by === 'total') return ['total']
  const active = await rows<{ code: string }>(
    counting(deps),
    sql`select code from partners where retired_at is null order by code`,
  )
  return [...active.map(({ code }) => code), 'none']
}
