import { Hono } from 'hono'
import * as z from 'zod'
import { recordLook } from '../../actions/audit/record-look.ts'
import { pageLocales } from '../../domain/codes.ts'
import { groupings } from '../../domain/count-periods.ts'
import { Problem } from '../../domain/problem.ts'
import { addUp, type OperationsAsked, operationsCounts, partnerNames } from '../../reads/operations-counts.ts'
import { releasedPeriods, releaseOf } from '../../reads/releases.ts'
import { textsOf } from '../../texts/texts.ts'
import { countsCsv } from '../counts-csv.ts'
import { countsSheet } from '../counts-sheet.ts'
import { described } from '../described.ts'
import { coordinator } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { input } from '../input.ts'
import { pathPeriod } from '../path-id.ts'
import { releaseCsv } from '../release-csv.ts'
import { day } from '../text-fields.ts'
import { xlsxType } from '../workbook.ts'
import { countsTable, operations, release, releases, workbook } from './planning-answers.ts'

const versionAsked = z.object({ version: z.coerce.number().int().min(1).max(10_000).optional() })
const asked = z.object({ from: day, to: day, by: z.enum(groupings) })

/** Operations counts as JSON or CSV, and the releases of what people called about. */
export const countsApi = new Hono<Env>()
  .get(
    '/api/v1/counts/operations',
    coordinator,
    described(
      'Counts calls, waits, bookings, people helped and outreach of some local days; as CSV if Accept says so.',
      { 200: { 'application/json': operations, ...countsTable } },
    ),
    input('query', asked),
    async c => {
      const { from, to, by } = c.req.valid('query')
      if (c.req.header('Accept')?.includes('text/csv')) return csv(c, { from, to, by })
      const rows = await operationsCounts(c.var.deps, { from, to, by })
      const sums = addUp(rows)
      const sentences = pageLocales.map(locale => [locale, textsOf(locale).counts.sentence(sums)])
      c.header('Vary', 'Accept')
      return c.json({ from, to, by, rows, summary: Object.fromEntries(sentences) })
    },
  )
  .get(
    '/api/v1/counts/operations.csv',
    coordinator,
    described('The same counts as CSV.', { 200: countsTable }),
    input('query', asked),
    c => csv(c, c.req.valid('query')),
  )
  .get(
    '/api/v1/counts/operations.xlsx',
    coordinator,
    described('The same counts as a workbook, each figure with its definition.', { 200: workbook }),
    input('query', asked),
    async c => {
      const { from, to, by } = c.req.valid('query')
      const deps = c.get('deps')
      const rows = await operationsCounts(deps, { from, to, by })
      const names = by === 'partner' ? await partnerNames(deps) : undefined
      const title = textsFor(c).counts.days(from, to)
      await recordLook(deps, c.var.actor, 'take out counts', `${from} ${to} ${by}`)
      return file(
        c,
        await countsSheet(rows, by, textsFor(c), title, names),
        xlsxType,
        `counts-${from}-${to}-${by}.xlsx`,
      )
    },
  )
  .get(
    '/api/v1/counts/releases',
    coordinator,
    described('Lists the closed weeks, months and quarters that were released or refused.', {
      200: releases,
    }),
    async c => c.json({ releases: await releasedPeriods(c.var.deps) }),
  )
  .get(
    '/api/v1/counts/releases/:period/table.csv',
    coordinator,
    described('The tables of one released period as CSV.', { 200: countsTable }),
    input('query', versionAsked),
    async c => {
      const found = await releaseOf(c.var.deps, pathPeriod(c), c.req.valid('query').version)
      if (!found || 'refused' in found.content) throw new Problem('not_found')
      await recordLook(c.var.deps, c.var.actor, 'take out release', `${found.period} ${found.version}`)
      const text = releaseCsv(found.content, textsFor(c))
      return file(c, text, 'text/csv; charset=utf-8', `${found.period}-${found.version}.csv`)
    },
  )
  .get(
    '/api/v1/counts/releases/:period',
    coordinator,
    described('Gives the frozen tables of one period with the signed manifest, or why it was refused.', {
      200: release,
    }),
    input('query', versionAsked),
    async c => {
      const found = await releaseOf(c.var.deps, pathPeriod(c), c.req.valid('query').version)
      if (!found) throw new Problem('not_found')
      await recordLook(c.var.deps, c.var.actor, 'take out release', `${found.period} ${found.version}`)
      const { content, ...kept } = found
      return c.json({ ...nothingReleased, ...content, ...kept })
    },
  )

/** A refused period has the same fields, with nothing in them. */
const nothingReleased = {
  contacts: null,
  error: null,
  tables: [],
  crossed: [],
  leftOut: [],
  unreadable: null,
  refused: null,
}

function file(c: AnyContext, body: string | ArrayBuffer, type: string, name: string) {
  return c.body(body, 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    Vary: 'Accept',
  })
}

async function csv(c: AnyContext, { from, to, by }: OperationsAsked) {
  const deps = c.get('deps')
  const rows = await operationsCounts(deps, { from, to, by })
  const names = by === 'partner' ? await partnerNames(deps) : undefined
  await recordLook(deps, c.get('actor'), 'take out counts', `${from} ${to} ${by}`)
  const text = countsCsv(rows, by, textsFor(c), names)
  return file(c, text, 'text/csv; charset=utf-8', `counts-${from}-${to}-${by}.csv`)
}
