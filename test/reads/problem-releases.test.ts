import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calls } from '../../src/db/schema/calls.ts'
import { closings, outcomes } from '../../src/db/schema/counts.ts'
import { monthOf, weekOf } from '../../src/domain/days.ts'
import { problemRelease, problemReleases } from '../../src/reads/problem-releases.ts'
import { type TestApp, testApp } from '../support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp('2020-03-10T10:00:00+08:00')
})
afterAll(() => app.close())

describe('given two months of outcomes, the first of them over', () => {
  beforeAll(async () => {
    await app.database.db
      .insert(outcomes)
      .values([
        ...many(30, '2020-02-01', {}),
        ...many(40, '2020-02-04', { problems: ['mood', 'family'] }),
        ...many(25, '2020-02-12', { riskAnswer: 'high', territory: 'longsha' }),
        ...many(3, '2020-02-12', { problems: ['sexuality'] }),
        ...many(20, '2020-02-19', { ageBand: 'adult' }),
        ...many(20, '2020-02-29', {}),
        ...many(9, '2020-02-20', { kind: 'test' }),
        ...many(12, '2020-03-01', {}),
      ])
  })

  test('the month and the weeks that lie wholly inside it are released, the running month is not', async () => {
    expect(await problemReleases(app.deps)).toEqual([
      { period: '2020-02', from: '2020-02-01', to: '2020-02-29' },
      { period: '2020-W08', from: '2020-02-17', to: '2020-02-23' },
      { period: '2020-W07', from: '2020-02-10', to: '2020-02-16' },
      { period: '2020-W06', from: '2020-02-03', to: '2020-02-09' },
    ])
  })
  test('the month counts true, and calls that tested the line are not in it', async () => {
    const risk = await table('2020-02', 'riskAnswer')
    expect(risk).toMatchObject({ total: 138 })
    expect(risk?.rows).toContainEqual({ code: 'high', count: 25 })
    expect(risk?.rows).toContainEqual({ code: 'low', count: 113 })
  })
  test('problems are mentions, so they have no total', async () => {
    const problems = await table('2020-02', 'problem')
    expect(problems?.total).toBeNull()
    expect(problems?.rows).toContainEqual({ code: 'mood', count: 135 })
    expect(problems?.rows.find(row => row.code === 'sexuality')?.count).toBeNull()
  })
  test('a week shows its own counts', async () => {
    const risk = await table('2020-W06', 'riskAnswer')
    expect(risk).toMatchObject({ total: 40 })
    expect(risk?.rows).toContainEqual({ code: 'low', count: 40 })
  })
  test('a week that spans two months, a running month and nonsense are not released', async () => {
    for (const period of ['2020-W05', '2020-W09', '2020-03', '2020-W99', 'x'])
      expect(await problemRelease(app.deps, period), period).toBeUndefined()
  })
  test('an outcome of the month that is still sealed keeps the whole month back', async () => {
    const at = new Date('2020-02-29T12:00:00+08:00')
    const [call] = await app.database.db
      .insert(calls)
      .values({ channel: 'phone', language: 'zh', state: 'closed', arrivedAt: at, queuedAt: at })
      .returning()
    await app.database.db
      .insert(closings)
      .values({ callId: call?.id, closedAt: at, closedOn: '2020-02-29', outcomeSealed: 'sealed' })
    expect(await problemReleases(app.deps)).toEqual([])
    await app.database.db.update(closings).set({ outcomeSealed: null })
    expect(await problemReleases(app.deps)).toHaveLength(4)
  })
})

async function table(period: string, name: string) {
  return (await problemRelease(app.deps, period))?.tables.find(one => one.name === name)
}

function many(count: number, day: string, more: Partial<typeof outcomes.$inferInsert>) {
  return Array.from({ length: count }, () => ({
    week: weekOf(day).from,
    month: monthOf(day).from,
    kind: 'counseling',
    problems: ['mood'],
    riskAnswer: 'low',
    ending: 'completed',
    referral: 'not_needed',
    ageBand: 'unknown',
    peopleHelped: 1,
    ...more,
  }))
}
