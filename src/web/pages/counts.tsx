import { Hono } from 'hono'
import type { Deps } from '../../deps.ts'
import { isOneOf } from '../../domain/codes.ts'
import { type Grouping, groupings, presetSpan } from '../../domain/count-periods.ts'
import { isDay } from '../../domain/days.ts'
import { type Fault, Problem } from '../../domain/problem.ts'
import { localDay } from '../../domain/time.ts'
import { addUp, countedSpan, operationsCounts, partnerNames } from '../../reads/operations-counts.ts'
import { outreachChoices } from '../../reads/outreach-list.ts'
import { type ReleasedPeriod, releasedPeriods, releaseOf } from '../../reads/releases.ts'
import { coordinator } from '../doors.ts'
import { type Env, textsFor } from '../env.ts'
import { CountsFigures, type Figures } from './counts-figures.tsx'
import { CountsForm, type CountsTyped } from './counts-form.tsx'
import { Releases } from './counts-releases.tsx'
import { ErrorSummary, mendsOf } from './form-parts.tsx'
import { Frame } from './frame.tsx'
import { StaffHeader } from './staff-header.tsx'

/** The coordinator's counts: the figures of a period, and what people called about. */
export const countsPage = new Hono<Env>().get('/counts', coordinator, async c => {
  const { deps, actor } = c.var
  const texts = textsFor(c)
  const zone = deps.config.TIME_ZONE
  const today = localDay(deps.now(), zone)
  const typed = typedOf(c.req.query(), presetSpan('this_month', today))
  const [{ figures, faults }, record, releases, names, { territories }] = await Promise.all([
    figuresOrFaults(deps, typed),
    countedSpan(deps),
    releasedPeriods(deps),
    partnerNames(deps),
    outreachChoices(deps),
  ])
  const wanted = releases.find(({ period }) => period === c.req.query('release')) ?? usual(releases)
  const shown = wanted && (await releaseOf(deps, wanted.period))
  const mends = mendsOf(faults, texts)
  return c.html(
    <Frame
      c={c}
      title={texts.counts.title}
      side="staff"
      wrong={mends.length > 0}
      header={<StaffHeader c={c} actor={actor} here="/counts" />}
    >
      <ErrorSummary texts={texts} mends={mends} />
      <h1>{texts.counts.title}</h1>
      <CountsForm {...{ typed, today, texts, mends }} />
      {figures && <CountsFigures {...{ typed, figures, record, zone, names }} locale={c.get('locale')} />}
      <Releases
        {...{ releases, shown, typed, texts }}
        places={new Map(territories.map(({ code, name }) => [code, name]))}
      />
    </Frame>,
    mends.length > 0 ? 400 : 200,
  )
})

/** The latest month that was released, else whatever there is. */
function usual(releases: readonly ReleasedPeriod[]) {
  return releases.find(({ kind, state }) => kind === 'month' && state === 'released') ?? releases[0]
}

function typedOf(query: Record<string, string>, usual: { from: string; to: string }): CountsTyped {
  const by = isOneOf(groupings, query.by) ? query.by : 'day'
  // Half a period typed is a period to be mended, not one to be guessed.
  if (query.from === undefined && query.to === undefined) return { ...usual, by }
  return { from: query.from ?? '', to: query.to ?? '', by }
}

async function figuresOrFaults(
  deps: Deps,
  typed: CountsTyped,
): Promise<{ figures?: Figures; faults: readonly Fault[] }> {
  const faults = (['from', 'to'] as const)
    .filter(field => !isDay(typed[field]))
    .map(field => ({ field, code: typed[field] === '' ? ('missing' as const) : ('not_a_day' as const) }))
  if (faults.length > 0) return { faults }
  const ask = (by: Grouping) => operationsCounts(deps, { ...typed, by })
  try {
    const [days, hours, totals, rows] = await Promise.all([
      ask('day'),
      ask('hour'),
      ask('total'),
      ask(typed.by),
    ])
    return { figures: { days, hours, total: totals[0] ?? addUp([]), rows }, faults: [] }
  } catch (error) {
    if (error instanceof Problem && error.more.faults) return { faults: error.more.faults }
    throw error
  }
}
