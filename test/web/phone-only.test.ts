import { afterEach, expect, test } from 'vitest'
import { seedShifts } from '../../src/actions/demo/seed-shifts.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { formBody } from '../support/form-body.ts'
import { formIn } from '../support/forms.ts'

let app: TestApp
afterEach(() => app.close())

async function open(share: string) {
  app = await testApp(undefined, { PHONE_ONLY_SHARE: share })
  await seedShifts(app.deps, { kind: 'system' })
  const operator = await app.signedIn('operator-1')
  return operator
}

const day = '2026-11-24'
type Slots = { slots: { startsAt: string }[] }
const slotsOf = async (answer: Response | Promise<Response>) =>
  ((await (await answer).json()) as Slots).slots.map(({ startsAt }) => startsAt)
const wanted = (startsAt: string) => ({ startsAt, mode: 'text', language: 'zh' })

/** A bot that books all day long whatever it is offered, and every grid time besides. */
async function bookEverything() {
  let booked = 0
  for (let hour = 0; hour < 48; hour++) {
    const startsAt = new Date(Date.parse(`${day}T00:00:00+08:00`) + hour * 1_800_000).toISOString()
    for (;;) {
      const { status } = await app.ask('/api/v1/bookings', { json: wanted(startsAt) })
      if (status !== 201) break
      booked++
    }
  }
  return booked
}

test('whoever books all that the web lets them leaves times that an operator can book for a caller', async () => {
  const operator = await open('20')
  const query = `from=${day}&to=${day}&language=zh&mode=text`
  const booked = await bookEverything()
  expect(await slotsOf(app.ask(`/api/v1/slots?${query}`))).toEqual([])
  const kept = await slotsOf(operator(`/api/v1/calls/slots?${query}`))
  expect(kept.length).toBeGreaterThan(0)
  let byPhone = 0
  for (const startsAt of kept)
    for (;;) {
      expect((await app.ask('/api/v1/bookings', { json: wanted(startsAt) })).status).toBe(409)
      const { status } = await operator('/api/v1/calls/booking', { json: wanted(startsAt) })
      if (status !== 201) break
      byPhone++
    }
  const share = Math.round((byPhone / (byPhone + booked)) * 100)
  console.log(`phone-only ${JSON.stringify({ booked, byPhone, share })}`)
  expect(share).toBeGreaterThanOrEqual(8)
  expect(share).toBeLessThanOrEqual(25)
  expect(await slotsOf(operator(`/api/v1/calls/slots?${query}`))).toEqual([])
})

test('without a share the web takes everything, and who calls finds nothing', async () => {
  const operator = await open('0')
  await bookEverything()
  expect(await slotsOf(operator(`/api/v1/calls/slots?from=${day}&to=${day}&language=zh&mode=text`))).toEqual(
    [],
  )
})

test('a booking made on the web cannot be moved onto a time that is kept for the telephone', async () => {
  const operator = await open('20')
  const { returnCode } = (await (
    await app.ask('/api/v1/bookings', { json: wanted('2026-11-25T09:00:00+08:00') })
  ).json()) as { returnCode: string }
  await bookEverything()
  const [kept = ''] = await slotsOf(
    operator(`/api/v1/calls/slots?from=${day}&to=${day}&language=zh&mode=text`),
  )
  const moved = await app.ask('/api/v1/bookings/reschedule', { json: { returnCode, startsAt: kept } })
  expect(moved.status).toBe(409)
})

test('the operator books on the page, reads the code out, and the caller finds the booking by it', async () => {
  const operator = await open('20')
  expect(await (await operator('/calls?lang=en')).text()).toContain('href="/calls/booking"')
  const form = await formIn(await operator(`/calls/booking?day=${day}&mode=phone&language=zh&lang=en`))
  const second = /<form method="post" action="\/calls\/booking".*?<\/form>/s.exec(form.html)?.[0] ?? ''
  const { fields, offered } = await formIn(new Response(`<main>${second}</main>`))
  const startsAt = offered('startsAt')[0] ?? ''
  const send = (answers: Record<string, string>) =>
    operator('/calls/booking', { method: 'POST', ...formBody({ ...fields, ...answers }) })
  expect((await send({})).status).toBe(422)
  expect((await send({ startsAt, phone: 'x' })).status).toBe(422)
  expect((await (await send({ startsAt })).text()).includes('id="phone-fault"')).toBe(true)
  const booked = await formIn(await send({ startsAt, phone: '139 0000 0000' }))
  expect(booked.code).toMatch(/^[0-9A-Z-]{19}$/)
  // Pressed twice is booked once.
  expect((await formIn(await send({ startsAt, phone: '139 0000 0000' }))).code).toBe(booked.code)
  const seen = await app.ask('/api/v1/bookings/lookup', { json: { returnCode: booked.code } })
  expect(await seen.json()).toMatchObject({ state: 'coming', mode: 'phone' })
})

test('nobody but operators and coordinators may', async () => {
  await open('20')
  expect((await app.ask('/api/v1/calls/booking', { json: wanted(`${day}T10:00:00+08:00`) })).status).toBe(401)
  const counselor = await app.signedIn('counselor-1')
  expect((await counselor('/api/v1/calls/booking', { json: {} })).status).toBe(403)
  expect((await counselor('/calls/booking')).status).toBe(403)
})
