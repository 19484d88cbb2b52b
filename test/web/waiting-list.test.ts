import { afterAll, beforeAll, expect, it } from 'vitest'
import { waitingEntries } from '../../src/db/schema/waiting.ts'
import { type TestApp, testApp } from '../support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const wanted = {
  mode: 'text',
  language: 'zh',
  from: '2026-11-24',
  to: '2026-12-01',
  mail: 'someone@example.org',
}
const post = (json: unknown) => app.ask('/api/v1/waiting-list', { json })
const submit = (fields: Record<string, string>, locale = 'en') =>
  app.ask(`/${locale}/waiting`, { method: 'POST', body: new URLSearchParams(fields) })

it('takes a wish with its days, and says until when it stands', async () => {
  const answer = await post(wanted)
  expect(answer.status).toBe(201)
  expect(await answer.json()).toEqual({ waiting: true, from: '2026-11-24', to: '2026-12-01' })
})

it.each([
  [{ mode: undefined }, 'mode missing'],
  [{ language: 'fr' }, 'language not_in_list'],
  [{ from: '2026-02-30' }, 'from not_a_day'],
  [{ to: '2026-11-23' }, 'to ends_before_start'],
  [{ from: '2026-11-01', to: '2026-11-22' }, 'to ends_before_start'],
  [{ to: '2027-11-23' }, 'to span_too_long'],
  [{ mail: 'nobody' }, 'mail not_an_address'],
  [{ name: 'Anna' }, 'name unknown_field'],
])('names the field of %o', async (changes, fault) => {
  const answer = await post({ ...wanted, ...changes })
  expect(answer.status).toBe(400)
  const { faults } = (await answer.json()) as { faults: { field: string; code: string }[] }
  expect(faults.map(({ field, code }) => `${field} ${code}`)).toEqual([fault])
})

it('shows the form with what was answered while booking, keeps what was typed, and takes it once', async () => {
  const first = await submit({ step: 'when', mode: 'video', language: 'en', ageBand: 'adult', code: 'x' })
  const form = await first.text()
  expect(form).toContain('When would a time suit you?')
  expect(form).toMatch(/value="video"[^>]*checked/)
  const token = form.match(/name="token" value="([^"]+)"/)?.[1] ?? ''
  const typed = { ...wanted, ageBand: 'adult', token, mail: 'not-an-address' }
  const wrong = await submit(typed)
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('not-an-address')
  const before = (await app.database.db.select().from(waitingEntries)).length
  for (let pressed = 0; pressed < 2; pressed++) {
    const done = await submit({ ...typed, mail: 'me@example.org' })
    expect(done.status).toBe(200)
    expect(await done.text()).toContain('We write to you when a time opens')
  }
  expect((await app.database.db.select().from(waitingEntries)).length).toBe(before + 1)
})

it('keeps no address of a child, in no language', async () => {
  const answer = await submit({ ...wanted, ageBand: 'under_14', token: '' }, 'zh')
  expect(await answer.text()).toContain('打电话最快')
})

it('is offered wherever times are chosen', async () => {
  const page = await app.ask('/hant/book', {
    method: 'POST',
    body: new URLSearchParams({
      step: 'language',
      go: 'next',
      ageBand: 'adult',
      mode: 'text',
      language: 'zh',
      token: '',
    }),
  })
  expect(await page.text()).toContain('formaction="/hant/waiting"')
})
