import { Hono } from 'hono'
import * as z from 'zod'
import { pageLocales } from '../../domain/codes.ts'
import { groupings } from '../../domain/count-periods.ts'
import { Problem } from '../../domain/problem.ts'
import { addUp, type OperationsAsked, operationsCounts, partnerNames } from '../../reads/operations-counts.ts'
import { problemRelease, problemReleases } from '../../reads/problem-releases.ts'
import { textsOf } from '../../texts/texts.ts'
import { countsCsv } from '../counts-csv.ts'
import { described } from '../described.ts'
import { coordinator } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { input } from '../input.ts'
import { day } from '../text-fields.ts'
import { countsTable, operations, release, releases } from './planning-answers.ts'

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
    '/api/v1/counts/releases',
    coordinator,
    described('Lists the closed months and weeks whose frozen tables are released.', { 200: releases }),
    async c => c.json({ releases: await problemReleases(c.var.deps) }),
  )
  .get(
    '/api/v1/counts/releases/:period',
    coordinator,
    described('Gives the tables of one released period; small counts are withheld as null.', {
      200: release,
    }),
    async c => {
      const release = await problemRelease(c.var.deps, c.req.param('period'))
      if (!release) throw new Problem('not_found')
      return c.json(release)
    },
  )

async function csv(c: AnyContext, { from, to, by }: OperationsAsked) {
  const deps = c.get('deps')
  const rows = await operationsCounts(deps, { from, to, by })
  const names = by === 'partner' ? await partnerNames(deps) : undefined
  return c.body(countsCsv(rows, by, textsFor(c), names), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="counts-${from}-${to}-${by}.csv"`,
    Vary: 'Accept',
  })
}
