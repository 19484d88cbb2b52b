import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { correctRelease } from '../../../src/actions/counts/correct-release.ts'
import { releaseCounts } from '../../../src/actions/counts/release-counts.ts'
import { verifyReleases } from '../../../src/actions/counts/verify-releases.ts'
import { rows } from '../../../src/db/connect.ts'
import { spool } from '../../../src/db/schema/counts.ts'
import { releasedPeriods, releaseOf } from '../../../src/reads/releases.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { fillBusyWeeks } from '../../support/busy-weeks.ts'

const system = { kind: 'system' } as const
let app: TestApp
beforeAll(async () => {
  app = await testApp('2020-03-20T10:00:00+08:00')
  await fillBusyWeeks(app.database.db, { from: '2020-01-01', to: '2020-03-15' }, app.deps.keys)
})
afterAll(() => app.close())

const latest = async () =>
  (await releasedPeriods(app.deps)).map(one => `${one.period}#${one.version}:${one.state}`)
const content = async (period: string, version?: number) => {
  const found = await releaseOf(app.deps, period, version)
  if (!found || 'refused' in found.content) throw new Error(`${period} is not released`)
  return found.content
}

describe('in the order in which things happen', () => {
  test('a month waits until nothing of it, or of before, is in the spool', async () => {
    await app.database.db
      .insert(spool)
      .values({ id: crypto.randomUUID(), month: '2020-01-01', opensUntil: '2020-03-30', sealed: 'sealed' })
    expect(await releaseCounts(app.deps, system)).toBe(0)
    await app.database.db.delete(spool)
  })
  test('months that are over are released once, with their weeks, however many machines try', async () => {
    await Promise.all([releaseCounts(app.deps, system), releaseCounts(app.deps, system)])
    expect(await releaseCounts(app.deps, system)).toBe(0)
    expect(await latest()).toEqual([
      '2020-02#1:released',
      '2020-W08#1:released',
      '2020-W07#1:released',
      '2020-W06#1:released',
      '2020-01#1:released',
      '2020-W04#1:released',
      '2020-W03#1:released',
      '2020-W02#1:released',
    ])
  })
  test('what is released lies within the stated error, and is not simply the truth', async () => {
    const { tables, error, contacts } = await content('2020-02')
    const truth = await rows<{ code: string; count: number }>(
      app.database.db,
      sql`select risk_answer as code, count(*)::int as count from outcomes where month = '2020-02-01' group by 1`,
    )
    expect(contacts).toBe(truth.reduce((sum, { count }) => sum + count, 0))
    for (const { code, count } of truth) {
      const shown = tables.find(({ name }) => name === 'riskAnswer')?.rows.find(row => row.code === code)
      expect(Math.abs((shown?.count ?? 0) - count)).toBeLessThanOrEqual(error.most)
    }
    const problems = await rows<{ code: string; count: number }>(
      app.database.db,
      sql`select unnest(problems) as code, count(*)::int as count from outcomes where month = '2020-02-01' group by 1`,
    )
    const differs = problems.filter(
      ({ code, count }) => tables[0]?.rows.find(row => row.code === code)?.count !== count,
    )
    expect(differs.length).toBeGreaterThan(0)
  })
  test('the quarter comes with its last month, and is the sum of what its months released', async () => {
    app.clock.now = new Date('2020-04-02T10:00:00+08:00')
    expect(await releaseCounts(app.deps, system)).toBe(1)
    const [quarter, ...months] = await Promise.all(
      ['2020-Q1', '2020-01', '2020-02', '2020-03'].map(one => content(one)),
    )
    for (const { name, total } of quarter!.tables)
      expect(total).toBe(
        months.reduce((sum, month) => sum + (month.tables.find(table => table.name === name)?.total ?? 0), 0),
      )
    expect(quarter!.error.most).toBe(3 * months[0]!.error.most)
  })
  test('a correction is a new version with its reason, and the old one stays as it was', async () => {
    const before = await content('2020-03')
    await app.database.db.execute(
      sql`update outcomes set risk_answer = 'low' where id in
          (select id from outcomes where month = '2020-03-01' and risk_answer = 'none' limit 2)`,
    )
    await correctRelease(app.deps, system, { period: '2020-03', reason: '两条记录的危机程度填错' })
    const found = await releaseOf(app.deps, '2020-03')
    expect(found).toMatchObject({
      version: 2,
      versions: [
        { version: 1, reason: null },
        { version: 2, reason: '两条记录的危机程度填错' },
      ],
    })
    expect(await content('2020-03', 1)).toEqual(before)
    expect((await releaseOf(app.deps, '2020-Q1'))?.version).toBe(2)
    await expect(correctRelease(app.deps, system, { period: '2020-03', reason: ' ' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(correctRelease(app.deps, system, { period: '2020-W11', reason: 'x' })).rejects.toMatchObject(
      {
        code: 'not_found',
      },
    )
  })
  test('the database refuses to change, delete or empty what was released', async () => {
    for (const deed of ['update releases set content = content', 'delete from releases', 'truncate releases'])
      await expect(app.database.db.execute(sql.raw(deed)), deed).rejects.toThrow()
  })
  test('whoever goes round that is found out: changed content, a forged manifest, a release taken away', async () => {
    const { db } = app.database
    expect(await verifyReleases(app.deps)).toMatchObject({ faults: [] })
    await db.execute(sql`alter table releases disable trigger user`)
    await db.execute(
      sql`update releases set content = replace(content, '"contacts":', '"contacts":1') where id = 2`,
    )
    await db.execute(
      sql`update releases set manifest = replace(manifest, '"reason":null', '"reason":"x"') where id = 3`,
    )
    await db.execute(sql`delete from releases where id = 5`)
    const { faults } = await verifyReleases(app.deps)
    expect(faults.map(({ fault }) => fault)).toEqual(['content', 'manifest', 'order'])
  })
})

test('a month whose origin nobody can tell any more is refused, with the reason', async () => {
  const other = await testApp('2020-03-20T10:00:00+08:00')
  await fillBusyWeeks(other.database.db, { from: '2020-02-01', to: '2020-02-29' })
  await releaseCounts(other.deps, system)
  expect(await releaseOf(other.deps, '2020-02')).toMatchObject({
    state: 'refused',
    content: { refused: 'origin_gone' },
  })
  const ask = await other.signedIn('coordinator-1')
  expect(await (await ask('/api/v1/counts/releases/2020-02')).json()).toMatchObject({
    state: 'refused',
    refused: 'origin_gone',
    tables: [],
  })
  expect(await (await ask('/counts?release=2020-02')).text()).toContain('无法再检查某家单位会得知什么')
  await other.close()
})
