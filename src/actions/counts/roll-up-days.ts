import { sql } from 'drizzle-orm'
import { advisoryKeys } from '../../db/advisory-keys.ts'
import { touch } from '../../db/change.ts'
import { rows, type Transaction, written } from '../../db/connect.ts'
import type { Deps } from '../../deps.ts'
import { type Day, dayAfter } from '../../domain/days.ts'
import { dayStart, localDay } from '../../domain/time.ts'

/**
 * Sums up the tallies of finished local days, a day at a time, so that counts over years read a few thousand rows. A day
 * is summed anew when late tallies come for it; until then counts add those themselves. Safe to repeat, on any number of
 * machines at once. Returns how many days.
 */
export async function rollUpDays(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<number> {
  const zone = deps.config.TIME_ZONE
  const today = dayStart(localDay(deps.now(), zone), zone)
  for (let days = 0; ; days++) {
    const [oldest] = await rows<{ at: Date | null }>(
      deps.db,
      sql`select min(at) as at from tallies where not rolled and at < ${today}`,
    )
    if (!oldest?.at) return days
    const day = localDay(oldest.at, zone)
    await touch(deps, tx => rollUp(tx, day, zone))
  }
}

async function rollUp(tx: Transaction, day: Day, zone: string): Promise<void> {
  const span = sql`t.at >= ${dayStart(day, zone)} and t.at < ${dayStart(dayAfter(day, 1), zone)}`
  await rows(tx, sql`select pg_advisory_xact_lock(${advisoryKeys.rollUp})`)
  await written(tx, sql`update tallies t set rolled = true where not rolled and ${span}`)
  await written(tx, sql`delete from day_counts where day = ${day}`)
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

/** Whole seconds at tenths of the way: a binary fraction would say 118.60000000000001. */
function percentile(part: number) {
  return sql`round((percentile_cont(${part}::float8) within group (order by wait))::numeric, 1)::float8`
}
