import { sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { acting, rows, type Transaction } from '../../db/connect.ts'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { type Day, type DaySpan, monthOf } from '../../domain/days.ts'
import { quarterOf, type RefusedContent, type ReleaseContent } from '../../domain/release/release-content.ts'
import { releaseMonth } from '../../domain/release/release-month.ts'
import { isClosed, monthsOfQuarter, releaseName, weeksInside } from '../../domain/releases.ts'
import { localDay } from '../../domain/time.ts'
import { alone, keepReleases, type NewRelease } from './keep-release.ts'
import { monthContacts } from './month-contacts.ts'

/**
 * Makes the releases that are due: of each month that is over and wholly mixed, with its weeks and, after its last
 * month, its quarter. Each is computed once and frozen. Returns how many months. Safe on several machines at once.
 */
export async function releaseCounts(deps: Deps, actor: Actor): Promise<number> {
  const today = localDay(deps.now(), deps.config.TIME_ZONE)
  const [due, [waits]] = await Promise.all([
    rows<{ month: Day }>(
      deps.db,
      sql`select distinct month from outcomes where month not in
            (select first_day from releases where kind = 'month') order by month`,
    ),
    rows<{ since: Day | null }>(
      acting(deps.db, 'tick'),
      sql`select least((select min(closed_on) from closings where outcome_sealed is not null),
            (select min(month) from spool)) as since`,
    ),
  ])
  const closed = due
    .map(({ month }) => monthOf(month))
    .filter(month => isClosed(month, today, waits?.since ?? null))
  for (const month of closed) await releaseOne(deps, actor, month, null)
  return closed.length
}

/** Computes a month, its weeks and its quarter, as the next version where there is one already. */
export async function releaseOne(
  deps: Deps,
  actor: Actor,
  month: DaySpan,
  reason: string | null,
): Promise<void> {
  const weeks = weeksInside(month)
  const { contacts, codes } = await monthContacts(deps, month, weeks)
  const before = await versionsOf(deps, [month, ...weeks])
  const earlier = before.get(releaseName(month)) ?? []
  const made = await releaseMonth(
    {
      contacts,
      codes,
      weeks: weeks.length,
      earlier: earlier.flatMap(({ version, content }) => {
        if ('refused' in content) return []
        const inWeek = (span: DaySpan) =>
          before.get(releaseName(span))?.find(one => one.version === version)?.content
        const shown = weeks.map(inWeek).map(one => (one && !('refused' in one) ? one : undefined))
        return [{ month: content, weeks: shown }]
      }),
    },
    drawnFrom(deps.random),
    () => new Promise(done => setTimeout(done)),
  )
  await change(deps, actor, reason === null ? 'release counts' : 'correct release', async (tx, about) => {
    about(releaseName(month))
    await alone(tx)
    const version = await nextVersion(tx, month)
    // Another machine was quicker.
    if (version !== earlier.length + 1) return
    const common = { version, reason }
    if ('refused' in made) {
      await keepReleases(deps, tx, [{ kind: 'month', span: month, ...common, content: made }])
    } else {
      const unreadable = await lostIn(tx, deps, month)
      await keepReleases(deps, tx, [
        { kind: 'month', span: month, ...common, content: { ...made.month, unreadable } },
        ...made.weeks.flatMap(({ contacts, tables }, place): NewRelease[] => {
          const content = { ...made.month, contacts, tables, crossed: [], unreadable: 0 }
          return contacts === 0 ? [] : [{ kind: 'week', span: weeks[place]!, ...common, content }]
        }),
      ])
    }
    await releaseQuarter(deps, tx, month, reason)
  })
}

type Version = { version: number; content: ReleaseContent | RefusedContent }

async function versionsOf(
  { db }: Pick<Deps, 'db'>,
  spans: readonly DaySpan[],
): Promise<Map<string, Version[]>> {
  const names = spans.map(releaseName)
  const found = await rows<{ period: string; version: number; content: string }>(
    db,
    sql`select period, version, content from releases where period in ${names} order by version`,
  )
  return Map.groupBy(
    found.map(({ period, version, content }) => ({
      period,
      version,
      content: JSON.parse(content) as Version['content'],
    })),
    ({ period }) => period,
  )
}

async function nextVersion(tx: Transaction, span: DaySpan): Promise<number> {
  const [found] = await rows<{ next: number }>(
    tx,
    sql`select coalesce(max(version), 0) + 1 as next from releases where period = ${releaseName(span)}`,
  )
  return found?.next ?? 1
}

async function releaseQuarter(deps: Deps, tx: Transaction, month: DaySpan, reason: string | null) {
  const months = monthsOfQuarter(month.from)
  const span = { from: months[0]!.from, to: months[2]!.to }
  const latest = await rows<{ content: string }>(
    tx,
    sql`select distinct on (period) content from releases where period in ${months.map(releaseName)}
        order by period, version desc`,
  )
  if (latest.length < months.length) return
  const contents = latest.map(({ content }) => JSON.parse(content) as ReleaseContent | RefusedContent)
  const whole = contents.filter((one): one is ReleaseContent => !('refused' in one))
  const content =
    whole.length < months.length ? { refused: 'month_refused' as const, narrow: 0 } : quarterOf(whole)
  const version = await nextVersion(tx, span)
  await keepReleases(deps, tx, [{ kind: 'quarter', span, version, reason, content }])
}

async function lostIn(tx: Transaction, { config }: Deps, { from, to }: DaySpan): Promise<number> {
  const [found] = await rows<{ lost: number }>(
    tx,
    sql`select count(*)::int as lost from tallies where measure = 'outcome_lost'
        and (at at time zone ${config.TIME_ZONE})::date between ${from} and ${to}`,
  )
  return found?.lost ?? 0
}

/** Numbers from 0 up to 1 out of random bytes, fetched many at a time. */
function drawnFrom(random: Deps['random']): () => number {
  let words = new Uint32Array()
  let used = 0
  return () => {
    if (used === words.length) {
      words = new Uint32Array(new Uint8Array(random(65_536)).buffer)
      used = 0
    }
    return words[used++]! / 2 ** 32
  }
}
