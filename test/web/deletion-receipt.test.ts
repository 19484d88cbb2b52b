import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBooking } from '../../src/actions/bookings/make-booking.ts'
import { tick } from '../../src/tick.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { onShift } from '../support/on-shift.ts'

let app: TestApp
let returnCode = ''
beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  await onShift(app, 'counselor-1', '2026-11-24T14:00:00+08:00', '2026-11-24T16:00:00+08:00')
  ;({ returnCode } = await makeBooking(
    app.deps,
    { kind: 'caller' },
    {
      startsAt: new Date('2026-11-24T14:00:00+08:00'),
      mode: 'text',
      language: 'zh',
      locale: 'zh-Hans',
      contact: { mail: 'reader@example.net' },
      note: '睡不好',
    },
  ))
})
afterAll(() => app.close())

async function seenAt(moment: string) {
  app.clock.now = new Date(moment)
  const answer = await app.ask('/api/v1/bookings/lookup', { json: { returnCode } })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
async function pageAt(moment: string, language = 'en') {
  app.clock.now = new Date(moment)
  const answer = await app.app.request(`/${language}/booking`, {
    method: 'POST',
    body: new URLSearchParams({ code: returnCode }),
  })
  return { status: answer.status, text: await answer.text() }
}

test('a return code shows until when, then since when what was left is gone, and by when the booking is', async () => {
  const forgottenBy = '2026-12-02T00:00:00+08:00'
  const contactKeptUntil = '2026-11-28T00:00:00+08:00'
  expect((await seenAt('2026-11-27T14:29:00+08:00')).body).toMatchObject({
    contactKeptUntil,
    contactDeletedAt: null,
    forgottenBy,
  })
  await tick(app.deps)
  app.clock.now = new Date('2026-11-27T14:30:00+08:00')
  await tick(app.deps)
  const deleted = { contactKeptUntil: null, contactDeletedAt: '2026-11-27T14:30:00+08:00', forgottenBy }
  expect((await seenAt('2026-11-30T09:00:00+08:00')).body).toMatchObject(deleted)
  expect((await pageAt('2026-11-30T09:00:00+08:00')).text).toMatch(/Deleted [^<]*27 November/)
  expect((await pageAt('2026-11-30T09:00:00+08:00', 'zh')).text).toMatch(/11月27日[^<]*已删除/)
  expect((await pageAt('2026-11-30T09:00:00+08:00')).text).toMatch(/Forgotten by [^<]*2 December/)
})

test('once the booking is forgotten its code is unknown like any other, even before a late tick has come', async () => {
  const late = await seenAt('2026-12-02T00:00:00+08:00')
  const { requestId: _, ...neutral } = late.body
  const other = await app.ask('/api/v1/bookings/lookup', { json: { returnCode: 'ABCD-EFGH-JKMN-PQRS' } })
  const { requestId: __, ...unknown } = (await other.json()) as Record<string, unknown>
  expect([late.status, neutral]).toEqual([other.status, unknown])
  expect((await pageAt('2026-12-02T00:00:00+08:00')).status).toBe(404)
  await tick(app.deps)
  expect((await seenAt('2026-12-02T00:00:00+08:00')).status).toBe(404)
})
