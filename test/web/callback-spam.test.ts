import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { touch } from '../../src/db/change.ts'
import { rows } from '../../src/db/connect.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { formIn, press } from '../support/forms.ts'

let app: TestApp
beforeEach(async () => {
  app = await testApp()
})
afterEach(() => app.close())

const ask = (phone: string, key: string, more = {}) =>
  app.ask('/api/v1/callbacks', {
    json: { phone, language: 'zh', ...more },
    headers: { 'Idempotency-Key': key },
  })
const promised = () =>
  rows<{ state: string }>(app.deps.db, sql`select state from calls where channel = 'callback'`)

test('a hundred requests for one number, in many spellings and at once, make its telephone ring once', async () => {
  const spellings = ['13812345678', '138-1234-5678', '+86 138 1234 5678', '１３８１２３４５６７８']
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => ask(spellings[n % 4] as string, `spam-${n}`)),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  expect(await promised()).toHaveLength(1)
  expect((await ask('13900001111', 'other')).status).toBe(201)
  expect(await promised()).toHaveLength(2)
})

test('the answer is the same for a number that waits already as for one that does not', async () => {
  const place = async (answer: Response) => (await answer.json()) as { ahead: number; minutes: unknown }
  await ask('13812345678', 'theirs')
  for (const n of [1, 2, 3]) await ask(`1390000000${n}`, `other-${n}`)
  app.clock.wind(1)
  const known = await place(await ask('13812345678', 'curious'))
  expect(known).toMatchObject({ ahead: 4 })
  expect(await place(await ask('13977777777', 'fresh'))).toEqual(known)

  const page = async (phone: string) => {
    const form = await formIn(await app.ask('/zh/callback'), '/zh/callback')
    return (await press(app, form, { phone, ageBand: 'adult' }, '')).text
  }
  app.clock.wind(1)
  const seen = await page('13812345678')
  expect(await page('13988888888')).toBe(seen)
})

test('who sends the same request again still gets the same promise, and after the call a new one', async () => {
  await ask('13812345678', 'mine')
  await ask('13812345678', 'mine')
  expect(await promised()).toHaveLength(1)
  await touch(app.deps, tx => tx.execute(sql`update calls set state = 'closed', closed_at = queued_at`))
  expect((await ask('13812345678', 'later')).status).toBe(201)
  expect((await promised()).map(({ state }) => state).sort()).toEqual(['closed', 'waiting'])
})
