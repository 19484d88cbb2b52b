import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordOutreach } from '../../src/actions/outreach/record-outreach.ts'
import { rows } from '../../src/db/connect.ts'
import { operationsCounts } from '../../src/reads/operations-counts.ts'
import { type TestApp, testApp } from '../support/app.ts'

let app: TestApp
let ask: Awaited<ReturnType<TestApp['signedIn']>>
beforeAll(async () => {
  app = await testApp('2020-02-10T20:00:00+08:00')
  ask = await app.signedIn('coordinator-1')
})
afterAll(() => app.close())

const livestream = { medium: 'livestream', topic: '居家怎样睡好', audience: 1200 }
const tell = (json: unknown, key?: string) =>
  ask('/api/v1/outreach', { json, headers: key ? { 'Idempotency-Key': key } : {} })

describe('recording outreach', () => {
  test('a livestream gets a code, is listed, and counts with its audience on the day it was held', async () => {
    const answer = await tell({ ...livestream, heldAt: '2020-02-03T23:30:00+08:00', territory: 'longsha' })
    expect(answer.status).toBe(201)
    const { outreach } = (await answer.json()) as { outreach: { id: string; code: string } }
    expect(outreach.code).toMatch(/^[2-9A-Z]{2}-[2-9A-Z]{3}$/)
    const listed = await ask('/api/v1/outreach?from=2020-02-03&to=2020-02-03')
    expect(await listed.json()).toMatchObject({
      outreach: [{ ...outreach, ...livestream, heldAt: '2020-02-03T23:30:00+08:00', territory: 'longsha' }],
    })
    const [day] = await operationsCounts(app.deps, { from: '2020-02-03', to: '2020-02-03', by: 'day' })
    expect(day).toMatchObject({ outreachSessions: 1, audience: 1200 })
  })
  test('without a time it was held now', async () => {
    const answer = await tell({ medium: 'tv', topic: '访谈', audience: 0, code: 'tv-1' })
    expect(await answer.json()).toMatchObject({
      outreach: { code: 'TV-1', heldAt: '2020-02-10T20:00:00+08:00', audience: 0 },
    })
  })
  test('a code of our own that is in use already is drawn again, for nobody chose it', async () => {
    const coordinator = await app.person('coordinator-1', 'coordinator')
    const draws = [1, 1, 2].map(byte => new Uint8Array(5).fill(byte))
    const random = (bytes: number) => (bytes === 5 ? draws.shift() : undefined) ?? app.deps.random(bytes)
    const held = {
      ...livestream,
      medium: 'livestream',
      heldAt: new Date('2020-02-09T12:00:00+08:00'),
    } as const
    const first = await recordOutreach({ ...app.deps, random }, coordinator, held)
    const second = await recordOutreach({ ...app.deps, random }, coordinator, held)
    expect(second.code).not.toBe(first.code)
    const [day] = await operationsCounts(app.deps, { from: '2020-02-09', to: '2020-02-09', by: 'day' })
    expect(day).toMatchObject({ outreachSessions: 2, audience: 2400 })
  })
  test('a code that is in use is refused, whatever its case', async () => {
    const answer = await tell({ ...livestream, code: 'Tv-1' })
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ code: 'outreach_code_taken' })
  })
  test('told twice under one key, ten times at once, it is one session and counted once', async () => {
    const held = { ...livestream, heldAt: '2020-02-05T12:00:00+08:00' }
    const answers = await Promise.all(Array.from({ length: 10 }, () => tell(held, 'once')))
    expect(answers.map(answer => answer.status)).toEqual(Array(10).fill(201))
    const codes = await Promise.all(
      answers.map(async answer => ((await answer.json()) as { outreach: { code: string } }).outreach.code),
    )
    expect(new Set(codes).size).toBe(1)
    const [day] = await operationsCounts(app.deps, { from: '2020-02-05', to: '2020-02-05', by: 'day' })
    expect(day).toMatchObject({ outreachSessions: 1, audience: 1200 })
  })
  test('the same key for something else is refused', async () => {
    const answer = await tell({ ...livestream, audience: 1201 }, 'once')
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ code: 'request_reused' })
  })
  test('of what was refused nothing is counted and nothing is on record', async () => {
    const before = await state()
    await tell({ ...livestream, code: 'TV-1' })
    await tell({ ...livestream, territory: 'atlantis' })
    expect(await state()).toEqual(before)
  })
  test('the command line may record too, for a partner', async () => {
    const session = await recordOutreach(
      app.deps,
      { kind: 'system' },
      { medium: 'lecture', topic: '家庭', audience: 30, partner: 'police' },
    )
    expect(session.recordedBy).toBeNull()
    const found = await operationsCounts(app.deps, { from: '2020-02-10', to: '2020-02-10', by: 'partner' })
    expect(found.find(row => row.key === 'police')).toMatchObject({ outreachSessions: 1, audience: 30 })
  })
})

describe('what is wrong is refused with the field named', () => {
  test.each([
    [{ ...livestream, medium: 'radio' }, 'medium', 'not_in_list'],
    [{ topic: 'x', audience: 1 }, 'medium', 'missing'],
    [{ ...livestream, topic: '   ' }, 'topic', 'missing'],
    [{ ...livestream, topic: 'a\u0000b' }, 'topic', 'unreadable_characters'],
    [{ ...livestream, topic: 'a\u202eb' }, 'topic', 'unreadable_characters'],
    [{ ...livestream, topic: '长'.repeat(201) }, 'topic', 'too_long'],
    [{ ...livestream, audience: -1 }, 'audience', 'too_small'],
    [{ ...livestream, audience: 1.5 }, 'audience', 'wrong_type'],
    [{ ...livestream, audience: '12' }, 'audience', 'wrong_type'],
    [{ ...livestream, audience: 100_000_001 }, 'audience', 'too_large'],
    [{ ...livestream, heldAt: '2020-02-30T10:00:00+08:00' }, 'heldAt', 'not_an_instant'],
    [{ ...livestream, code: '代码' }, 'code', 'wrong_type'],
    [{ ...livestream, territory: 'atlantis' }, 'territory', 'not_in_list'],
    [{ ...livestream, partner: 'nobody' }, 'partner', 'not_in_list'],
    [{ ...livestream, caller: 'x' }, 'caller', 'unknown_field'],
  ])('%j', async (json, field, code) => {
    const answer = await tell(json)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ faults: [{ field, code }] })
  })
  test('whatever is sent, the answer is never a fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            medium: fc.oneof(fc.constant('tv'), fc.anything()),
            topic: fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
            audience: fc.oneof(fc.integer(), fc.double(), fc.anything()),
            heldAt: fc.oneof(fc.date({ noInvalidDate: true }).map(String), fc.string()),
            code: fc.string(),
            territory: fc.string(),
          },
          { requiredKeys: [] },
        ),
        async json => {
          expect((await tell(json)).status).toBeLessThan(500)
        },
      ),
      { numRuns: 150 },
    )
  })
})

test('who is no coordinator may not record', async () => {
  for (const handle of ['counselor-1', 'operator-1']) {
    const other = await app.signedIn(handle)
    expect((await other('/api/v1/outreach', { json: livestream })).status).toBe(403)
  }
  expect((await app.ask('/api/v1/outreach', { json: livestream })).status).toBe(401)
})

describe('the form', () => {
  test('two presses of the button record one session; a form that we did not make records none', async () => {
    const page = await (await ask('/outreach')).text()
    const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const fields = { ...livestream, audience: '77', day: '2020-02-07', time: '19:30', token }
    const press = (sent: Record<string, string | number>) =>
      ask('/outreach', {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'http://localhost' },
        body: new URLSearchParams(sent as Record<string, string>).toString(),
      })
    for (const answer of await Promise.all([press(fields), press(fields)])) expect(answer.status).toBe(303)
    const [day] = await operationsCounts(app.deps, { from: '2020-02-07', to: '2020-02-07', by: 'day' })
    expect(day).toMatchObject({ outreachSessions: 1, audience: 77 })
    expect((await press({ ...fields, token: 'x' })).status).toBe(400)
    expect((await press({ ...fields, time: '25:00' })).status).toBe(400)
  })
})

function state() {
  return rows(
    app.database.db,
    sql`select (select count(*) from outreach_sessions) as sessions, (select count(*) from tallies) as tallies,
      (select count(*) from audit_lines where action = 'record outreach') as lines`,
  )
}
