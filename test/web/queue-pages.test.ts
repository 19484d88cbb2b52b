import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeBooking } from '../../src/actions/bookings/make-booking.ts'
import { promiseCallback } from '../../src/actions/calls/promise-callback.ts'
import { calls } from '../../src/db/schema/calls.ts'
import { auditLines } from '../../src/db/schema/counts.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { onShift } from '../support/on-shift.ts'

let app: TestApp
type Ask = Awaited<ReturnType<TestApp['signedIn']>>
let counselor: Ask
beforeEach(async () => {
  app = await testApp()
  counselor = await app.signedIn('counselor-1')
})
afterEach(() => app.close())

/** A form as a browser sends it; a list of pairs keeps repeated names. */
function post(ask: Ask, path: string, fields: Record<string, string> | string[][] = {}, part?: string) {
  return ask(path, {
    method: 'POST',
    body: new URLSearchParams(fields as Record<string, string>),
    headers: {
      Origin: 'http://localhost',
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(part && { 'Heartline-Part': part }),
    },
  })
}

async function page(ask: Ask, path = '/queue?lang=en') {
  return (await ask(path)).text()
}

async function said(ask: Ask, answer: Response) {
  expect(answer.status).toBe(303)
  const to = new URL(answer.headers.get('Location') as string, 'http://localhost')
  to.searchParams.set('lang', 'en')
  return page(ask, to.pathname + to.search)
}

async function callArrives() {
  const operator = await app.signedIn('operator-1')
  const answer = await operator('/api/v1/calls', { json: { language: 'zh', ageBand: 'adult' } })
  expect(answer.status).toBe(201)
}

async function offerId(ask: Ask) {
  return /offers\/([0-9a-f-]{36})\/accept/.exec(await page(ask))?.[1] as string
}

async function inCall() {
  await post(counselor, '/queue/duty', { wish: 'on' })
  await callArrives()
  await post(counselor, `/queue/offers/${await offerId(counselor)}/accept`)
  const { current } = (await (await counselor('/api/v1/queue')).json()) as { current: { callId: string } }
  return current.callId
}

const whole = { kind: 'counseling', riskAnswer: 'low', ending: 'completed', referral: 'not_needed' }

test('a counselor goes on duty, takes a break, comes back and goes, by forms alone', async () => {
  expect(await page(counselor)).toContain('You are off duty')
  expect(await said(counselor, await post(counselor, '/queue/duty', { wish: 'on' }))).toContain(
    'You are free',
  )
  expect(await said(counselor, await post(counselor, '/queue/duty', { wish: 'break' }))).toContain(
    'You are on a break',
  )
  expect(await said(counselor, await post(counselor, '/queue/duty', { wish: 'back' }))).toContain(
    'You are free',
  )
  expect(await said(counselor, await post(counselor, '/queue/duty', { wish: 'off' }))).toContain(
    'Thank you for today',
  )
})

test('an offered call is shown in codes, accepted, wrapped up and closed by forms alone', async () => {
  const callId = await inCall()
  expect(await page(counselor)).toContain('action="/queue/calls/')
  const answer = await post(counselor, `/queue/calls/${callId}/outcome`, [
    ...Object.entries(whole),
    ['problems', 'mood'],
    ['problems', 'family'],
    ['distressBefore', '7'],
    ['distressAfter', ''],
    ['peopleHelped', ''],
    ['territory', 'longsha'],
  ])
  const html = await said(counselor, answer)
  expect(html).toContain('The outcome is recorded')
  expect(html).toContain('You are free')
})

test('whoever needs it goes from the wrap-up straight into a break, although somebody waits', async () => {
  const callId = await inCall()
  await callArrives()
  const html = await said(
    counselor,
    await post(counselor, `/queue/calls/${callId}/outcome`, { ...whole, next: 'break' }),
  )
  expect(html).toContain('You are on a break')
  expect(html).toContain('1 person is waiting')
})

test('an outcome that wants mending shows itself again, with words at the field and everything kept', async () => {
  const callId = await inCall()
  const answer = await post(counselor, `/queue/calls/${callId}/outcome?lang=en`, [
    ['kind', 'counseling'],
    ['ending', 'completed'],
    ['problems', 'study_work'],
    ['distressBefore', '11'],
    ['peopleHelped', 'two'],
  ])
  expect(answer.status).toBe(400)
  const html = await answer.text()
  expect(html).toContain('<title>Error: Queue</title>')
  expect(html).toContain('People helped: This is not')
  expect(html).toContain('href="#peopleHelped"')
  expect(html).toContain('id="peopleHelped-fault"')
  expect(html.indexOf('href="#riskAnswer"')).toBeLessThan(html.indexOf('href="#peopleHelped"'))
  expect(html).toContain('href="#riskAnswer"')
  expect(html).toMatch(/value="two"/)
  expect(html).toMatch(/value="study_work" checked/)
  const noRisk = await post(counselor, `/queue/calls/${callId}/outcome?lang=en`, { ending: 'completed' })
  expect(await noRisk.text()).toContain('href="#riskAnswer"')
})

test('a draft is kept and stands in the form again; the page that saves it in passing gets no page back', async () => {
  const callId = await inCall()
  const fields = [
    ['riskAnswer', 'high'],
    ['problems', 'love'],
    ['distressBefore', '9'],
  ]
  expect((await post(counselor, `/queue/calls/${callId}/draft`, fields, 'draft')).status).toBe(204)
  const html = await page(counselor)
  expect(html).toMatch(/value="high" checked/)
  expect(html).toMatch(/value="love" checked/)
  expect(html).toMatch(/<option value="9" selected/)
  const answer = await post(counselor, `/queue/calls/${callId}/draft`, fields)
  expect(await said(counselor, answer)).toContain('Draft saved')
})

test('a call that is gone is refused kindly on the page, to the script and without it', async () => {
  await post(counselor, '/queue/duty', { wish: 'on' })
  await callArrives()
  const offer = await offerId(counselor)
  app.clock.wind(60)
  const plain = await said(counselor, await post(counselor, `/queue/offers/${offer}/accept`))
  expect(plain).toContain('Thank you for being there')
  const parts = await post(counselor, `/queue/offers/${offer}/accept?lang=en`, {}, 'queue')
  expect(parts.status).toBe(200)
  const html = await parts.text()
  expect(html).toContain('Thank you for being there')
  expect(html).toContain('data-live="main"')
  expect(html).not.toContain('<html')
})

test('a missed call sets its counselor away, says why, and leads back', async () => {
  await post(counselor, '/queue/duty', { wish: 'on' })
  await callArrives()
  expect(await page(counselor)).toContain('A call for you')
  app.clock.wind(21)
  const html = await page(counselor)
  expect(html).toContain('its time ran out')
  expect(html).toContain('I am back')
  expect(await said(counselor, await post(counselor, '/queue/duty', { wish: 'back' }))).toContain(
    'A call for you',
  )
})

test('the wish for a supervisor gives a break and the words to begin with; within a call it waits for its end', async () => {
  await post(counselor, '/queue/duty', { wish: 'on' })
  const free = await said(counselor, await post(counselor, '/queue/duty', { wish: 'supervisor' }))
  expect(free).toContain('Could you give me ten minutes')
  expect(free).toContain('You are on a break')
  await post(counselor, '/queue/duty', { wish: 'off' })
  await inCall()
  const talking = await said(counselor, await post(counselor, '/queue/duty', { wish: 'supervisor' }))
  expect(talking).toContain('no other call follows')
})

test('the live parts answer 304 until something is different, however the clocks run', async () => {
  await post(counselor, '/queue/duty', { wish: 'on' })
  const first = await counselor('/queue/fragment')
  const known = { headers: { 'If-None-Match': first.headers.get('ETag') as string } }
  expect(first.status).toBe(200)
  expect(Number(first.headers.get('Heartline-Now'))).toBe(app.clock.now.getTime())
  app.clock.wind(8)
  expect((await counselor('/queue/fragment', known)).status).toBe(304)
  await callArrives()
  const changed = await counselor('/queue/fragment', known)
  expect(changed.status).toBe(200)
  expect(await changed.text()).toContain('data-section="offer"')
  expect((await counselor('/queue/fragment?lang=en', known)).status).toBe(200)
})

test('a contact to call back is opened by a press, logged, shown in that answer and nowhere else', async () => {
  await post(counselor, '/queue/duty', { wish: 'on' })
  await promiseCallback(app.deps, { kind: 'caller' }, { phone: '+8613800138000', language: 'zh' })
  await post(counselor, `/queue/offers/${await offerId(counselor)}/accept`)
  const html = await page(counselor)
  expect(html).toContain('Each opening is logged.')
  expect(html).not.toContain('13800138000')
  const callId = /calls\/([0-9a-f-]{36})\/contact/.exec(html)?.[1]
  const opened = await post(counselor, `/queue/calls/${callId}/contact`)
  expect(opened.headers.get('Cache-Control')).toBe('no-store')
  expect(await opened.text()).toContain('13800138000')
  expect(await page(counselor)).not.toContain('13800138000')
  expect(await page(counselor, '/queue/fragment')).not.toContain('13800138000')
  const lines = await app.database.db.select().from(auditLines)
  expect(lines.filter(({ action }) => action === 'open contact')).toHaveLength(1)
})

test('a session has its own page: contact on demand, and its outcome once it has begun', async () => {
  await onShift(app, 'counselor-1', '2026-11-23T10:00:00+08:00', '2026-11-23T12:00:00+08:00')
  await makeBooking(
    app.deps,
    { kind: 'caller' },
    {
      startsAt: new Date('2026-11-23T10:30:00+08:00'),
      mode: 'phone',
      language: 'zh',
      locale: 'zh-Hans',
      contact: { phone: '+8613900139000' },
      note: '晚上睡不着',
      ageBand: 'adult',
    },
  )
  const html = await page(counselor)
  const own = /queue\/sessions\/[0-9a-f-]{36}/.exec(html)?.[0] as string
  expect(html).toContain('10:30')
  expect(html).toContain('Shift until 12:00')
  expect(await page(counselor, `/${own}?lang=en`)).toContain('once it has begun')
  const opened = await (await post(counselor, `/${own}/contact`)).text()
  expect(opened).toContain('13900139000')
  expect(opened).toContain('晚上睡不着')
  const early = await post(counselor, `/${own}/outcome`, { riskAnswer: 'none', ending: 'completed' })
  expect(await said(counselor, early)).toContain('has not begun')
  app.clock.wind(31 * 60)
  expect((await post(counselor, `/${own}/outcome`, { ending: 'completed' })).status).toBe(400)
  const closed = await post(counselor, `/${own}/outcome`, { riskAnswer: 'none', ending: 'completed' })
  expect(await said(counselor, closed)).toContain('Completed')
  const other = await app.signedIn('counselor-2')
  expect((await other(`/${own}`)).headers.get('Location')).toBe('/queue?said=not_found')
  const foreign = await (await post(other, `/${own}/contact`)).headers.get('Location')
  expect(foreign).toBe('/queue?said=not_found')
})

test('other staff are led to their own first page, and cannot press here', async () => {
  for (const [handle, home] of [
    ['operator-1', '/calls'],
    ['coordinator-1', '/shifts'],
  ] as const) {
    const ask = await app.signedIn(handle)
    expect((await ask('/queue')).headers.get('Location')).toBe(home)
    expect((await post(ask, '/queue/duty', { wish: 'on' })).status).toBe(403)
    expect((await ask('/queue/fragment')).status).toBe(403)
  }
  expect((await app.ask('/queue')).headers.get('Location')).toContain('/sign-in')
  expect((await counselor('/calls')).headers.get('Location')).toBe('/queue')
  expect((await post(counselor, '/calls', { language: 'zh' })).status).toBe(403)
})

test('a press from a page elsewhere, or for nothing that exists, is refused', async () => {
  const elsewhere = await counselor('/queue/duty', {
    method: 'POST',
    body: new URLSearchParams({ wish: 'on' }),
    headers: { Origin: 'https://elsewhere.example', 'Content-Type': 'application/x-www-form-urlencoded' },
  })
  expect(elsewhere.status).toBe(403)
  for (const path of ['/queue/calls/1/outcome', "/queue/sessions/'/contact"])
    expect((await post(counselor, path)).status).toBe(404)
  const never = await post(counselor, '/queue/offers/x/accept')
  expect(never.headers.get('Location')).toBe('/queue?said=not_found')
  const wish = await post(counselor, '/queue/duty', { wish: 'toString' })
  expect(wish.headers.get('Location')).toBe('/queue?said=invalid_input')
})

test('the operator registers a call with one press; the same page pressed twice is one call', async () => {
  const operator = await app.signedIn('operator-1')
  const html = await page(operator, '/calls?lang=en')
  const token = /name="token" value="([^"]+)"/.exec(html)?.[1] as string
  const fields = { token, language: 'zh', ageBand: 'senior' }
  const twice = await Promise.all([post(operator, '/calls', fields), post(operator, '/calls', fields)])
  for (const answer of twice) expect(answer.headers.get('Location')).toBe('/calls?said=registered')
  expect(await app.database.db.select().from(calls)).toHaveLength(1)
  const list = await page(operator, '/calls?lang=en')
  expect(list).toContain('Nobody can take it at the moment')
  expect(list).toContain('12356 answers day and night')
  const wrong = await post(operator, '/calls?lang=en', { token, language: 'xx', ageBand: 'adult' })
  expect(wrong.status).toBe(400)
  expect(await wrong.text()).toContain('href="#language"')
})

test('the list of calls answers 304 until it changes', async () => {
  const coordinator = await app.signedIn('coordinator-1')
  const first = await coordinator('/calls/fragment')
  const known = { headers: { 'If-None-Match': first.headers.get('ETag') as string } }
  expect((await coordinator('/calls/fragment', known)).status).toBe(304)
  await callArrives()
  expect((await coordinator('/calls/fragment', known)).status).toBe(200)
})

test('the operator says that a caller has gone, without scripts; an answered call stays its counselor’s', async () => {
  const operator = await app.signedIn('operator-1')
  await callArrives()
  const press = /action="(\/calls\/[0-9a-f-]{36}\/hang-up)"/
  const waiting = press.exec(await page(operator, '/calls?lang=en'))?.[1] as string
  const gone = await said(operator, await post(operator, waiting))
  expect(gone).toContain('Taken off the list')
  expect(gone).not.toMatch(press)
  await callArrives()
  const answered = press.exec(await page(operator, '/calls?lang=en'))?.[1] as string
  await post(counselor, '/queue/duty', { wish: 'on' })
  await post(counselor, `/queue/offers/${await offerId(counselor)}/accept`)
  const late = await said(operator, await post(operator, answered))
  expect(late).toContain('A counselor has taken this call')
})

test('who is refused is told what to do, and led to the page of their own role', async () => {
  const operator = await app.signedIn('operator-1')
  const refused = await operator('/counts?lang=en')
  expect(refused.status).toBe(403)
  const html = await refused.text()
  expect(html).toContain('please ask the coordinator')
  const way = /class="button" href="([^"]+)"/.exec(html)?.[1] as string
  expect((await operator(way)).headers.get('Location')).toBe('/calls')
})

test('a form from the public address is ours, though a proxy asks by http and the browser says no more', async () => {
  const app = await testApp(undefined, { PUBLIC_URL: 'https://heart.example' })
  const press = async (Origin: string) => {
    const ask = await app.signedIn('counselor-1')
    const headers = { Origin, 'Content-Type': 'application/x-www-form-urlencoded' }
    return (await ask('/queue/duty', { method: 'POST', body: 'wish=on', headers })).status
  }
  const answers = [await press('https://heart.example'), await press('https://elsewhere.example')]
  await app.close()
  expect(answers).toEqual([303, 403])
})
