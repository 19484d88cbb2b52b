import { sql } from 'drizzle-orm'
import { advisoryKeys } from '../../db/advisory-keys.ts'
import { touch } from '../../db/change.ts'
import { rows, type Transaction, written } from '../../db/connect.ts'
import type { Deps } from '../../deps.ts'
import { type Day, dayAfter, monthOf } from '../../domain/days.ts'
import { dayStart, localDay } from '../../domain/time.ts'

/**
 * Sums up the tallies of finished local days, a day at a time, so that counts over years read a few thousand rows. A day
 * is summed anew when late tallies come for it; until then counts add those themselves. Then months all of whose days
 * are finished. Safe to repeat, on any number of machines at once. Returns how many days.
 */
export async function rollUpDays(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<number> {
  const zone = deps.config.TIME_ZONE
  const todayIs = localDay(deps.now(), zone)
  const today = dayStart(todayIs, zone)
  for (let days = 0; ; days++) {
    const [oldest] = await rows<{ at: Date | null }>(
      deps.db,
      sql`select min(at) as at from tallies where not rolled and at < ${today}`,
    )
    if (!oldest?.at) {
      await touch(deps, tx => rollUpMonths(tx, monthOf(todayIs).from))
      return days
    }
    const day = localDay(oldest.at, zone)
    await touch(deps, tx => rollUp(tx, day, zone))
  }
}

async function rollUp(tx: Transaction, day: Day, zone: string): Promise<void> {
  const span = sql`t.at >= ${dayStart(day, zone)} and t.at < ${dayStart(dayAfter(day, 1), zone)}`
  await rows(tx, sql`select pg_advisory_xact_lock(${advisoryKeys.rollUp})`)
  await written(tx, sql`update tallies t set rolled = true where not rolled and ${span}`)
  // The month as well: what it held of this day is no longer so. It is summed anew once all days are.
  await written(
    tx,
    sql`delete from day_counts where day = ${day} and cut in ('day', 'hour', 'partner')
          or day = ${monthOf(day).from} and cut in ('month', 'month hour', 'month partner')`,
  )
  await written(
    tx,
    sql`
      with cut as (
        select c.cut, c.key, t.measure, t.amount, case when t.measure = 'call_answered' then t.wait_seconds end as wait
        from tallies t, lateral (values
          ('day', ''),
          ('hour', to_char(t.at at time zone ${zone}, 'HH24')),
          ('partner', coalesce(t.partner_id::text, 'none'))) c(cut, key)
        where t.rolled and ${span}),
      bars as (
        select cut, key, measure, array_agg(wait order by wait) as waits, array_agg(n order by wait) as counts
        from (select cut, key, measure, wait, count(*)::int as n from cut where wait is not null group by 1, 2, 3, 4) b
        group by 1, 2, 3),
      sums as (
        select cut, key, measure, sum(amount) as amount,
          ${percentile(0.5)} as half, ${percentile(0.9)} as most
        from cut group by 1, 2, 3)
      insert into day_counts (day, cut, key, measure, amount, waits, wait_counts, median_wait, p90_wait)
      select ${day}::date, cut, key, measure, amount, waits, counts, half, most
      from sums left join bars using (cut, key, measure)`,
  )
}

/** Sums up the days of each month before this one that is not summed up. */
async function rollUpMonths(tx: Transaction, before: Day): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(${advisoryKeys.rollUp})`)
  await written(
    tx,
    sql`
      with missing as (
        select distinct date_trunc('month', day)::date as month from day_counts where cut = 'day' and day < ${before}
        except select day from day_counts where cut = 'month'),
      days as (
        select month, case cut when 'day' then 'month' else 'month ' || cut end as cut, key, measure, amount,
          waits, wait_counts
        from missing join day_counts d
          on cut in ('day', 'hour', 'partner') and day >= month and day < month + interval '1 month'),
      bars as (
        select month, cut, key, measure, array_agg(wait order by wait) as waits, array_agg(n order by wait) as counts
        from (
          select month, cut, key, measure, b.wait, sum(b.n)::int as n from days, unnest(waits, wait_counts) b(wait, n)
          group by 1, 2, 3, 4, 5) b
        group by 1, 2, 3, 4),
      sums as (select month, cut, key, measure, sum(amount) as amount from days group by 1, 2, 3, 4)
      insert into day_counts (day, cut, key, measure, amount, waits, wait_counts)
      select month, cut, key, measure, amount, waits, counts
      from sums left join bars using (month, cut, key, measure)`,
  )
}

/** Whole seconds at tenths of the way: a binary fraction would say 118.60000000000001. */
function percentile(part: number) {
  return sql`round((percentile_cont(${part}::float8) within group (order by wait))::numeric, 1)::float8`
}
