import { type SQL, sql } from 'drizzle-orm'
import { acting, rows } from '../db/connect.ts'
import { type Blank, reading } from '../db/wording.ts'
import type { Deps } from '../deps.ts'
import type { Grouping } from '../domain/count-periods.ts'
import { type DaySpan, dayAfter, monthOf } from '../domain/days.ts'
import { dayStart } from '../domain/time.ts'
import { barsOf, tenthsOfTheWay } from '../domain/wait-bars.ts'

/** What was counted under one key: how much of each measure, and the waits in seconds where anybody was answered. */
export type Counted = { amounts: Record<string, number>; half: number | null; most: number | null }

/** What is asked: local days, both included, and how to cut them. */
export type Asked = DaySpan & { by: Grouping }

/**
 * What was counted, by the key of each cut ('2020-02-03', '00' to '23', a partner's id or 'none', 'total'): finished days
 * as they were summed up, and whatever tallies came since, in one statement and so of one moment.
 */
export async function countedBy(
  deps: Pick<Deps, 'db' | 'config'>,
  { from, to, by }: Asked,
): Promise<Map<string, Counted>> {
  const zone = deps.config.TIME_ZONE
  const found = await rows<Found>(
    counting(deps),
    statements[by]({
      zone,
      from,
      to,
      startsAt: dayStart(from, zone),
      endsAt: dayStart(dayAfter(to, 1), zone),
      firstMonth: monthOf(from).from === from ? from : dayAfter(monthOf(from).to, 1),
      lastMonth: monthOf(to).to === to ? to : dayAfter(monthOf(to).from, -1),
    }),
  )
  const counted = new Map<string, Counted>()
  const at = (key: string) => {
    const known = counted.get(key) ?? { amounts: {}, half: null, most: null }
    counted.set(key, known)
    return known
  }
  for (const { measure, keys, amounts, halves, mosts } of found) {
    if (measure === null) continue
    const [half, most, amount] = [list(halves), list(mosts), list(amounts)]
    for (const [place, key] of list(keys).entries()) {
      const one = at(key)
      one.amounts[measure] = Number(amount[place])
      if (halves) one.half = seconds(half[place])
      if (mosts) one.most = seconds(most[place])
    }
  }
  // A day to which nothing came since it was summed up knows its percentiles already; the others are put together.
  for (const { keys, waits, often } of found) {
    if (waits === null || often === null) continue
    const bars = barsOf(waits, often)
    const one = at(keys)
    one.half = tenthsOfTheWay(bars, 5)
    one.most = tenthsOfTheWay(bars, 9)
  }
  return counted
}

/** Under the role that counts: PostgreSQL shows it nothing that was ever tied to a contact. */
export function counting({ db }: Pick<Deps, 'db'>) {
  return acting(db, 'counts')
}

/**
 * All of one measure, in lists as PostgreSQL writes them: a row for each day with a column for each figure costs several
 * times as much to make, to send and to read. Without a measure, the waits of one key, several lists of them.
 */
type Found = {
  measure: string | null
  keys: string
  amounts: string | null
  halves: string | null
  mosts: string | null
  waits: string | null
  often: string | null
}

type Values = {
  zone: string
  from: string
  to: string
  startsAt: Date
  endsAt: Date
  /** The first day of the first whole month, the last day of the last. */
  firstMonth: string
  lastMonth: string
}
type Value = Blank<Values>

const statements = {
  day: statement('day'),
  hour: statement('hour'),
  partner: statement('partner'),
  total: statement('total'),
} satisfies Record<Grouping, unknown>

function statement(by: Grouping) {
  return reading<Values>(value => {
    const halves = (name: string) =>
      by === 'day' ? sql.raw(`case when measure = 'call_answered' then array_agg(${name})::text end`) : none
    return sql`
      with fresh as (
        select ${freshKey(by, value)} as key, measure, amount::bigint, wait_seconds
        from tallies t where not rolled and at >= ${value('startsAt')} and at < ${value('endsAt')}),
      rolled as (${by === 'day' ? rolledDays(value) : rolledMonths(by, value)}),
      sums as (
        select key, measure, sum(amount)::bigint as amount, max(half) as half, max(most) as most from (
          select key, measure, amount, half, most from rolled
          union all select key, measure, amount, null, null from fresh) t
        group by key, measure),
      bars as (
        select key, string_agg(waits::text, ',') as waits, string_agg(wait_counts::text, ',') as often
        from (
          ${by === 'day' ? rolledWaitsOfFresh : sql`select key, waits, wait_counts from rolled where measure = 'call_answered'`}
          union all
          select key, array_agg(wait_seconds), array_agg(1) from fresh
          where measure = 'call_answered' and wait_seconds is not null group by key) b
        where waits is not null
        group by key)
      select measure, array_agg(key)::text as keys, array_agg(amount)::text as amounts,
        ${halves('half')} as halves, ${halves('most')} as mosts, ${none} as waits, ${none} as often
      from sums group by measure
      union all
      select ${none}, key::text, ${none}, ${none}, ${none}, waits, often from bars`
  })
}

const none = sql`null::text`

/** The key of a tally; partners by their id, named only once they are summed. */
function freshKey(by: Grouping, value: Value): SQL {
  switch (by) {
    case 'day':
      return sql`(t.at at time zone ${value('zone')})::date`
    case 'hour':
      return sql`to_char(t.at at time zone ${value('zone')}, 'HH24')`
    case 'partner':
      return sql`coalesce(t.partner_id::text, 'none')`
    case 'total':
      return sql`'total'::text`
  }
}

function rolledDays(value: Value): SQL {
  return sql`select day as key, measure, amount, median_wait as half, p90_wait as most
    from day_counts where cut = 'day' and day between ${value('from')} and ${value('to')}`
}

const rolledWaitsOfFresh = sql`select day as key, waits, wait_counts from day_counts
  where cut = 'day' and measure = 'call_answered' and day in (select key from fresh)`

/** Whole months as they are summed up, and single days around them or of months that are not. */
function rolledMonths(by: Exclude<Grouping, 'day'>, value: Value): SQL {
  const key = by === 'total' ? sql`'total'::text` : sql`key`
  const [ofDays, ofMonths] = by === 'total' ? ['day', 'month'] : [by, `month ${by}`]
  const read = (cut: string) => sql`select ${key} as key, measure, amount, waits, wait_counts,
      null::float8 as half, null::float8 as most from day_counts where cut = ${sql.raw(`'${cut}'`)}`
  const whole = sql`select distinct day from day_counts
    where cut = 'month' and day between ${value('firstMonth')} and ${value('lastMonth')}`
  // As an array: then the days are looked up one by one, and not all there are sifted.
  const apart = sql`array(select d::date from generate_series(${value('from')}::date, ${value('to')}::date, interval '1 day') d
    where date_trunc('month', d)::date not in (${whole}))`
  return sql`${read(ofMonths)} and day = any(array(${whole}))
    union all
    ${read(ofDays)} and day = any(${apart})`
}

function list(array: string | null): string[] {
  return array === null ? [] : array.slice(1, -1).split(',')
}

function seconds(text = 'NULL'): number | null {
  return text === 'NULL' ? null : Number(text)
}
