import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeBooking } from '../../src/actions/bookings/make-booking.ts'
import { bookings } from '../../src/db/schema/bookings.ts'
import { auditLines } from '../../src/db/schema/counts.ts'
import { textsOf } from '../../src/texts/texts.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { formBody } from '../support/form-body.ts'
import { onShift } from '../support/on-shift.ts'
import { cookieOf, post, withApp } from '../support/ways-in.ts'

const start = '2026-11-23T10:00:00+08:00'
const words = textsOf('zh-Hans').account.prove
let app: TestApp
let bookingId: string
beforeAll(async () => {
  app = await testApp(start, { STEP_UP_MINUTES: '10' })
  await onShift(app, 'counselor-1', start, '2026-11-23T18:00:00+08:00')
  await makeBooking(
    app.deps,
    { kind: 'caller' },
    {
      startsAt: new Date('2026-11-23T14:00:00+08:00'),
      mode: 'phone',
      language: 'zh',
      locale: 'zh-Hans',
      contact: { phone: '13900001111' },
    },
  )
  const [made] = await app.database.db.select().from(bookings)
  bookingId = made?.id ?? ''
})
afterAll(() => app.close())

/** Signed in as a demo counselor at ten o'clock. */
let cookie: string
beforeEach(async () => {
  app.clock.now = new Date(start)
  cookie = cookieOf(await app.ask('/demo/sign-in', { json: { as: 'counselor-1' } }))
})

const openings = async () =>
  (await app.database.db.select().from(auditLines)).filter(({ action }) => action === 'open contact').length
const byApi = () => app.ask(`/api/v1/sessions/${bookingId}/contact`, { json: {} }, cookie)
const byPage = async (fields: Record<string, string> = {}) => {
  const answer = await post(app, `/queue/sessions/${bookingId}/contact`, fields, cookie)
  return { status: answer.status, html: await answer.text() }
}

describe('opening what a caller left', () => {
  test('needs no more than signing in did, within ten minutes of it', async () => {
    app.clock.wind(599)
    expect((await byApi()).status).toBe(200)
    expect((await byPage()).html).toContain('13900001111')
  })

  test('later asks whether it is them, shows nothing and records no opening', async () => {
    app.clock.wind(600)
    const before = await openings()
    const refused = await byApi()
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'presence_needed' }])
    const page = await byPage()
    expect(page.html).not.toContain('13900001111')
    expect(page.html).toContain(words.title)
    expect(await openings()).toBe(before)
  })

  test('opens in place with the code of an app, which holds for ten minutes more', async () => {
    const { code } = await withApp(app, cookie)
    app.clock.wind(900)
    const asked = await byPage()
    expect(asked.html).toContain('name="proof"')
    const wrong = await byPage({ proof: '000000' })
    expect(wrong.html).toContain(textsOf('zh-Hans').problems.app_code_wrong)
    expect(wrong.html).not.toContain('13900001111')
    const proof = code()
    expect((await byPage({ proof })).html).toContain('13900001111')
    app.clock.wind(599)
    expect((await byApi()).status).toBe(200)
    app.clock.wind(1)
    expect((await byPage({ proof })).html).not.toContain('13900001111')
    const given = await app.ask('/api/v1/presence', { json: { code: code() } }, cookie)
    expect([given.status, (await byApi()).status]).toEqual([200, 200])
  })

  test('is not opened by going on using the page, nor by the proof of another sign-in', async () => {
    const other = cookieOf(await app.ask('/demo/sign-in', { json: { as: 'counselor-1' } }))
    for (let minute = 0; minute < 11; minute++) {
      app.clock.wind(60)
      await app.ask('/api/v1/queue', {}, cookie)
    }
    await app.ask('/api/v1/presence', { json: {} }, other)
    expect((await byApi()).status).toBe(403)
  })

  test('in the demo takes a press', async () => {
    app.clock.wind(3600)
    expect((await byPage()).html).toContain(words.demo)
    expect((await byPage({ demo: 'yes' })).html).toContain('13900001111')
  })

  test('outside of a demo a press opens nothing', async () => {
    app.clock.wind(3600)
    const config = { ...app.deps.config, DEMO: false }
    const { createApp } = await import('../../src/app.ts')
    const real = createApp({ ...app.deps, config })
    const form = formBody({ demo: 'yes' })
    const answer = await real.request(`/queue/sessions/${bookingId}/contact`, {
      method: 'POST',
      ...form,
      headers: { ...form.headers, Cookie: cookie },
    })
    const html = await answer.text()
    expect(html).toContain(words.title)
    expect(html).not.toContain('13900001111')
    expect(html).not.toContain(words.demo)
    const api = await real.request('/api/v1/presence', {
      method: 'POST',
      headers: { Cookie: cookie, 'Content-Type': 'application/json' },
      body: '{}',
    })
    expect(api.status).toBe(403)
  })

  test('a colleague’s stays shut however well they prove who they are', async () => {
    const other = cookieOf(await app.ask('/demo/sign-in', { json: { as: 'counselor-2' } }))
    const answer = await app.ask(`/api/v1/sessions/${bookingId}/contact`, { json: {} }, other)
    expect(answer.status).toBe(404)
  })
})
