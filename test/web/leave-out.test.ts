import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from '../../src/db/schema/calls.ts'
import { partners } from '../../src/db/schema/people.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { formBody } from '../support/form-body.ts'
import { formIn } from '../support/forms.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const leftOut = async () => {
  const [kept, known] = await Promise.all([
    app.database.db.select().from(calls),
    app.database.db.select().from(partners),
  ])
  return kept.map(({ channel, withoutPartner }) => [
    channel,
    known.find(({ id }) => id === withoutPartner)?.code ?? null,
  ])
}

test('a partner can be left out of a call back, and of a call that an operator types in', async () => {
  const form = await formIn(await app.ask('/zh/callback'))
  expect(form.html).toContain('<option value="police"')
  const fields = { ...form.fields, phone: '13900001111', ageBand: 'adult', language: 'zh' }
  const wrong = await app.ask('/zh/callback', {
    method: 'POST',
    ...formBody({ ...fields, withoutPartner: 'nowhere' } as Record<string, string>),
  })
  expect(wrong.status).toBe(422)
  const promised = await app.ask('/zh/callback', {
    method: 'POST',
    ...formBody({ ...fields, withoutPartner: 'police' } as Record<string, string>),
  })
  expect(await promised.text()).toContain('如果超过 15 分钟，您也可以拨打 12356。')

  const operator = await app.signedIn('operator-1')
  const typed = await formIn(await operator('/calls'))
  await operator('/calls', {
    method: 'POST',
    ...formBody({ ...typed.fields, language: 'zh', withoutPartner: 'youth-league' } as Record<
      string,
      string
    >),
  })
  expect((await leftOut()).sort()).toEqual([
    ['callback', 'police'],
    ['typed', 'youth-league'],
  ])
})
