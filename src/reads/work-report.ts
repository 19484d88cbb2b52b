import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { type Day, type DaySpan, dayAfter, monthOf } from '../domain/days.ts'
import type { ReleaseContent } from '../domain/release/release-content.ts'
import { monthsOfQuarter, releaseName } from '../domain/releases.ts'
import { dayStart, localDay } from '../domain/time.ts'
import { addUp, countedSpan, type OperationsRow, operationsCounts } from './operations-counts.ts'
import { releaseOf } from './releases.ts'

/** A month or quarter that is over and in which something was counted. */
export type ReportPeriod = { period: string; kind: 'month' | 'quarter' } & DaySpan

/** What the work report of a period is filled in from; `release` undefined where none is released. */
export type WorkReport = ReportPeriod & {
  operations: OperationsRow
  release: ReleaseContent | undefined
  /** Counselors and supervisors on the last day, by partner; `name` null for those of none. */
  staff: { name: string | null; count: number }[]
  trained: number
}

/** The periods that a report can be made of, latest first. */
export async function reportPeriods(deps: Pick<Deps, 'db' | 'config' | 'now'>): Promise<ReportPeriod[]> {
  const record = await countedSpan(deps)
  if (!record) return []
  const today = localDay(deps.now(), deps.config.TIME_ZONE)
  const periods: ReportPeriod[] = []
  for (
    let month = monthOf(record.from);
    month.to < today && month.from <= record.to;
    month = monthOf(dayAfter(month.to, 1))
  ) {
    periods.push({ period: releaseName(month), kind: 'month', ...month })
    const quarter = monthsOfQuarter(month.from)
    const span = { from: quarter[0]!.from, to: quarter[2]!.to }
    if (month.to === span.to) periods.push({ period: releaseName(span), kind: 'quarter', ...span })
  }
  return periods.reverse()
}

/** The work report of one of those periods. */
export async function workReport(
  deps: Pick<Deps, 'db' | 'config'>,
  period: ReportPeriod,
): Promise<WorkReport> {
  const [totals, release, staff, trained] = await Promise.all([
    operationsCounts(deps, { from: period.from, to: period.to, by: 'total' }),
    releaseOf(deps, period.period),
    staffOn(deps, period.to),
    trainedOn(deps, period.to),
  ])
  const content = release && !('refused' in release.content) ? release.content : undefined
  return { ...period, operations: totals[0] ?? addUp([]), release: content, staff, trained }
}

function onBoard({ config }: Pick<Deps, 'config'>, day: Day) {
  const end = dayStart(dayAfter(day, 1), config.TIME_ZONE)
  return sql`p.role in ('counselor', 'supervisor') and p.invited_at < ${end}
    and (p.retired_at is null or p.retired_at >= ${end})`
}

function staffOn(deps: Pick<Deps, 'db' | 'config'>, day: Day): Promise<WorkReport['staff']> {
  return rows(
    deps.db,
    sql`select t.name, count(*)::int as count from people p left join partners t on t.id = p.partner_id
        where ${onBoard(deps, day)} group by t.code, t.name order by t.code nulls last`,
  )
}

async function trainedOn(deps: Pick<Deps, 'db' | 'config'>, day: Day): Promise<number> {
  const [found] = await rows<{ count: number }>(
    deps.db,
    sql`select count(*)::int as count from people p
        where ${onBoard(deps, day)} and (p.trained_until is null or p.trained_until >= ${day})`,
  )
  return found?.count ?? 0
}
