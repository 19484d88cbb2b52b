import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { ageBands, callEndings, presentingProblems, riskAnswers, sessionEndings } from '../domain/codes.ts'
import { type Day, type DaySpan, monthOf } from '../domain/days.ts'
import { isClosed, type MonthCounts, protectMonth, releaseName, weeksInside } from '../domain/releases.ts'
import type { Shown } from '../domain/suppression.ts'
import { localDay } from '../domain/time.ts'

/** A closed week or month of the whole service, by its name ('2020-W06', '2020-02'), with its local days. */
export type ReleasedPeriod = { period: string } & DaySpan

/**
 * One table of a release. A count, and a total, is null where it is withheld. `problem` counts mentions (one contact
 * may name several), so it never has a total.
 */
export type ReleasedTable = {
  name: 'problem' | 'riskAnswer' | 'ageBand' | 'territory' | 'ending'
  rows: { code: string; count: Shown }[]
  total: Shown
}

/**
 * Every period that is released, latest first: closed months that hold outcomes, and the weeks inside them. A week
 * waits for its month, and one that spans two months is never released (docs/decisions/weeks-and-months.md).
 */
export async function problemReleases(deps: Pick<Deps, 'db' | 'config' | 'now'>): Promise<ReleasedPeriod[]> {
  const today = localDay(deps.now(), deps.config.TIME_ZONE)
  const [months, sealedSince] = await Promise.all([
    rows<{ month: Day }>(deps.db, sql`select distinct month from outcomes order by month desc`),
    oldestSealed(deps),
  ])
  return months
    .map(({ month }) => monthOf(month))
    .filter(month => isClosed(month, today, sealedSince))
    .flatMap(month => [month, ...weeksInside(month).reverse()])
    .map(span => ({ period: releaseName(span), ...span }))
}

/** The tables of one released period, or undefined when no such period is released. */
export async function problemRelease(
  deps: Pick<Deps, 'db' | 'config' | 'now'>,
  period: string,
): Promise<(ReleasedPeriod & { tables: ReleasedTable[] }) | undefined> {
  const released = (await problemReleases(deps)).find(one => one.period === period)
  if (!released) return undefined
  const month = monthOf(released.from)
  const weeks = weeksInside(month)
  const week = weeks.findIndex(({ from }) => from === released.from && released.to < month.to)
  const isWeek = releaseName(month) !== period
  const counted = await countsOf(deps, month)
  const tables = Object.entries(codesOf(counted)).map(([name, codes]): ReleasedTable => {
    const protectedCounts = protectMonth(monthCounts(counted, name, codes, weeks))
    const { cells, total } = (isWeek && protectedCounts.weeks[week]) || protectedCounts.month
    return {
      name: name as ReleasedTable['name'],
      rows: codes.map((code, place) => ({ code, count: cells[place] ?? null })),
      total: name === 'problem' ? null : total,
    }
  })
  return { ...released, tables }
}

type Counted = { week: Day; name: string; code: string; count: number }

/** Counts of a month by week and code; calls that only tested the line are nobody's calls. */
function countsOf({ db }: Pick<Deps, 'db'>, month: DaySpan): Promise<Counted[]> {
  return rows<Counted>(
    db,
    sql`
      select o.week, v.name, v.code, count(*) as count
      from outcomes o
      cross join lateral (
        select 'problem' as name, unnest(o.problems) as code
        union all values
          ('riskAnswer', o.risk_answer), ('ageBand', o.age_band),
          ('territory', coalesce(o.territory, 'unknown')), ('ending', o.ending)
      ) v
      where o.month = ${month.from}::date and o.kind <> 'test'
      group by 1, 2, 3`,
  )
}

/** The codes of each table in the order of the house; territories only where the month has any. */
function codesOf(counted: readonly Counted[]): Record<ReleasedTable['name'], readonly string[]> {
  const territories = counted.filter(({ name }) => name === 'territory').map(({ code }) => code)
  return {
    problem: presentingProblems,
    riskAnswer: riskAnswers,
    ageBand: ageBands,
    territory: [...new Set(territories)].sort(),
    ending: [...new Set([...callEndings, ...sessionEndings])],
  }
}

function monthCounts(
  counted: readonly Counted[],
  name: string,
  codes: readonly string[],
  weeks: readonly DaySpan[],
): MonthCounts {
  const sum = (code: string, within: (week: Day) => boolean) =>
    counted
      .filter(one => one.name === name && one.code === code && within(one.week))
      .reduce((total, { count }) => total + count, 0)
  const isInside = (day: Day) => weeks.some(({ from }) => from === day)
  return {
    weeks: weeks.map(({ from }) => codes.map(code => sum(code, week => week === from))),
    leftOver: codes.map(code => sum(code, week => !isInside(week))),
  }
}

/** The oldest local day whose outcomes the nightly flush has not moved yet. */
async function oldestSealed({ db }: Pick<Deps, 'db'>): Promise<Day | null> {
  const [found] = await rows<{ day: Day | null }>(
    db,
    sql`select min(closed_on) as day from closings where outcome_sealed is not null`,
  )
  return found?.day ?? null
}
