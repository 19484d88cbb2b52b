import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { makeBooking } from '../../src/actions/bookings/make-booking.ts'
import { dispatch } from '../../src/actions/calls/dispatch.ts'
import { promiseCallback } from '../../src/actions/calls/promise-callback.ts'
import { textsOf } from '../../src/texts/texts.ts'
import { axe, fitsItsWidth, type Look, picture, useBrowser } from '../support/browser.ts'
import { onShift } from '../support/on-shift.ts'

const evening = '2026-11-23T19:04:00+08:00'
const browser = useBrowser(evening)

const people = {
  zh: { look: { locale: 'zh-CN' }, texts: textsOf('zh-Hans') },
  en: { look: { locale: 'en-GB' }, texts: textsOf('en') },
  hant: { look: { locale: 'zh-TW' }, texts: textsOf('zh-Hant') },
} as const

const open: Page[] = []

/** The next test finds nobody on duty and nothing waiting. */
afterEach(async () => {
  await Promise.all(open.splice(0).map(page => page.context().close()))
  const { app } = browser()
  app.clock.now = new Date(evening)
  const { db } = app.database
  await db.execute(sql`update offers set state = 'withdrawn', settled_at = now() where state = 'pending'`)
  await db.execute(sql`update calls set state = 'closed', closed_at = now() where state <> 'closed'`)
  await db.execute(sql`update duties set ended_at = now() where ended_at is null`)
})

async function queueOf(handle: string, look: Look = {}) {
  const page = await browser().visitAs(handle, look)
  open.push(page)
  await page.goto('/queue')
  return page
}

async function onDuty(handle: string, who: (typeof people)[keyof typeof people], look: Look = {}) {
  const page = await queueOf(handle, { ...who.look, ...look })
  await press(page, who.texts.queue.goOn)
  await page.getByRole('heading', { name: who.texts.queue.states.free.heading }).waitFor()
  return page
}

function press(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true }).click()
}

/** The exchange tells of a call, or of its end. */
async function exchange(event: 'newCall' | 'hangup', callId: string) {
  const answer = await browser().app.ask('/phone/cti/main', {
    headers: { Authorization: 'Bearer demo-line' },
    json: { event, callId, from: 'anonymous', to: '12356', direction: 'in' },
  })
  expect(answer.status).toBeLessThan(300)
}

async function offered(page: Page, who: (typeof people)[keyof typeof people]) {
  await page.getByRole('button', { name: who.texts.queue.offer.accept, exact: true }).waitFor()
}

async function isFine(page: Page, name: string) {
  expect(await axe(page)).toEqual([])
  expect(await fitsItsWidth(page)).toBe(true)
  await picture(page, `queue-${name}`)
}

describe.each(['zh', 'en'] as const)('in %s', language => {
  const who = people[language]
  const { queue: words, operator: operatorWords, labels } = who.texts

  test('a call that the operator types in is on the page at once, is taken, and closed by keyboard alone', async () => {
    const page = await onDuty('counselor-1', who)
    const operator = await browser().visitAs('operator-1', who.look)
    open.push(operator)
    await operator.goto('/calls')
    await operator.getByRole('radio', { name: labels.ageBands.adult, exact: true }).check()
    const typedAt = Date.now()
    await Promise.all([
      offered(page, who),
      operator.getByRole('button', { name: operatorWords.press(labels.languages.zh) }).click(),
    ])
    expect(Date.now() - typedAt).toBeLessThan(2000)
    expect(await page.title()).toContain(`● ${words.badge}`)
    expect(await page.locator('.countdown-words').textContent()).toMatch(/\d/)
    await isFine(page, `${language}-offered`)

    await page.keyboard.press('Alt+a')
    await page.getByRole('heading', { name: words.current.talking }).waitFor()
    expect(await page.title()).toBe(words.title)
    await isFine(page, `${language}-talking`)

    await page.locator('#kind').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByText(words.notices.closed).waitFor()
    await page.getByRole('heading', { name: words.states.free.heading }).waitFor()
  })

  test('an outcome with faults keeps everything, and says at the field what to mend', async () => {
    const page = await onDuty('counselor-2', who)
    await exchange('newCall', `faults-${language}`)
    await offered(page, who)
    await press(page, words.offer.accept)
    await page.getByLabel(labels.problems.family, { exact: true }).check()
    await page.locator('#peopleHelped').fill('2000')
    await page.getByText(words.form.draftSaved).waitFor()
    await press(page, words.form.complete)
    await page.getByText(who.texts.frame.errorSummary).waitFor()
    expect(await page.getByLabel(labels.problems.family, { exact: true }).isChecked()).toBe(true)
    expect(await page.locator('#peopleHelped').inputValue()).toBe('2000')
    await isFine(page, `${language}-faults`)
    await page.locator('.mend a').first().click()
    await page.keyboard.press('Space')
  })

  test('an offer that runs out sets the counselor away, says why, and one press leads back', async () => {
    const page = await onDuty('counselor-3', who)
    await isFine(page, `${language}-free`)
    await exchange('newCall', `missed-${language}`)
    await offered(page, who)
    const { app } = browser()
    app.clock.wind(21)
    await dispatch(app.deps)
    await page.getByText(words.missedOffer).waitFor()
    expect(await page.title()).toBe(words.title)
    await isFine(page, `${language}-away`)
    await press(page, words.comeBack)
    await offered(page, who)
    await press(page, words.offer.pass)
    await page.getByText(words.notices.declined).waitFor()
  })

  test('a session of today shows what its caller left on demand, and is closed on its own page', async () => {
    const { app } = browser()
    const handle = `counselor-${language === 'zh' ? 12 : 13}`
    await onShift(app, handle, '2026-11-23T19:00:00+08:00', '2026-11-23T21:00:00+08:00')
    const startsAt = new Date('2026-11-23T19:30:00+08:00')
    await makeBooking(
      app.deps,
      { kind: 'caller' },
      {
        startsAt,
        mode: 'phone',
        language: 'zh',
        locale: 'zh-Hans',
        contact: { phone: '+8613900139000' },
        note: '最近总是睡不着，\n想找人说说。',
        ageBand: 'adult',
      },
    )
    const page = await queueOf(handle, who.look)
    await isFine(page, `${language}-sessions`)
    await page.getByRole('button', { name: words.contact.open }).click()
    await page.getByText('13900139000').waitFor()
    await isFine(page, `${language}-session-contact`)
    app.clock.now = startsAt
    await page.goto('/queue')
    await page.getByRole('link', { name: words.sessions.record }).click()
    await page.getByLabel(labels.riskAnswers.none, { exact: true }).check()
    await page.keyboard.press('Enter')
    await page.getByText(words.notices.closed).waitFor()
    expect(await page.getByText(words.sessions.states.closed, { exact: true }).count()).toBe(1)
  })
})

test.each([
  ['zh', people.zh, false],
  ['zh-dark', people.zh, true],
  ['en-dark', people.en, true],
  ['hant', people.hant, false],
] as const)(
  'on a phone (%s) every state is one thumb away and fits its width',
  async (name, who, dark) => {
    const words = who.texts.queue
    const small = { width: 360, height: 740, dark }
    const page = await queueOf('counselor-4', { ...who.look, ...small })
    await isFine(page, `360-${name}-off`)
    await press(page, words.goOn)
    await page.getByRole('heading', { name: words.states.free.heading }).waitFor()
    await isFine(page, `360-${name}-free`)
    await exchange('newCall', `phone-${name}`)
    await offered(page, who)
    const accept = await page.getByRole('button', { name: words.offer.accept, exact: true }).boundingBox()
    expect(accept?.height).toBeGreaterThanOrEqual(48)
    expect((accept?.y ?? 0) + (accept?.height ?? 0)).toBeLessThanOrEqual(740)
    await isFine(page, `360-${name}-offered`)
    await press(page, words.offer.accept)
    await page.getByRole('heading', { name: words.current.talking }).waitFor()
    await isFine(page, `360-${name}-talking`)
    await exchange('hangup', `phone-${name}`)
    await page.getByRole('heading', { name: words.current.wrapUp }).waitFor()
    await press(page, words.form.complete)
    await page.getByText(who.texts.frame.errorSummary).waitFor()
    await isFine(page, `360-${name}-faults`)
    await page.getByLabel(who.texts.labels.riskAnswers.low, { exact: true }).check()
    await press(page, words.form.completeThenBreak)
    await page.getByRole('heading', { name: words.states.break.heading }).waitFor()
    await isFine(page, `360-${name}-break`)
    await press(page, words.supervisor)
    await page.getByText(words.supervisorWords).waitFor()
    await isFine(page, `360-${name}-supervisor`)
    await press(page, words.goOff)
    await page.getByRole('heading', { name: words.states.off.heading }).waitFor()
  },
  60_000,
)

test('a caller who hangs up takes the offer from the page at once', async () => {
  const page = await onDuty('counselor-5', people.zh)
  await exchange('newCall', 'gone')
  await offered(page, people.zh)
  await exchange('hangup', 'gone')
  await page.locator('[data-offer]').waitFor({ state: 'detached', timeout: 2000 })
  await page.getByRole('heading', { name: people.zh.texts.queue.states.free.heading }).waitFor()
})

test('two browsers of one counselor show the same within a second, and a form being typed stays', async () => {
  const words = people.zh.texts.queue
  const desk = await onDuty('counselor-6', people.zh)
  const phone = await queueOf('counselor-6', { ...people.zh.look, width: 360 })
  await exchange('newCall', 'two')
  await Promise.all([offered(desk, people.zh), offered(phone, people.zh)])
  await press(desk, words.offer.accept)
  await phone.getByRole('heading', { name: words.current.talking }).waitFor({ timeout: 2000 })
  await phone.getByLabel(people.zh.texts.labels.riskAnswers.high, { exact: true }).check()
  await phone.locator('#peopleHelped').fill('3')
  await exchange('hangup', 'two')
  await phone.getByRole('heading', { name: words.current.wrapUp }).waitFor({ timeout: 2000 })
  expect(await phone.locator('#peopleHelped').inputValue()).toBe('3')
  expect(await phone.evaluate('document.activeElement.id')).toBe('peopleHelped')
  await press(phone, words.form.complete)
  await desk.getByRole('heading', { name: words.states.free.heading }).waitFor({ timeout: 2000 })
})

test('a press pressed twice is one press, and its buttons rest while it is under way', async () => {
  const words = people.zh.texts.queue
  const page = await onDuty('counselor-7', people.zh)
  await exchange('newCall', 'double')
  await offered(page, people.zh)
  let posts = 0
  await page.route('**/accept', async route => {
    posts++
    await new Promise(done => setTimeout(done, 300))
    await route.continue()
  })
  const accept = page.getByRole('button', { name: words.offer.accept, exact: true })
  await accept.dblclick()
  await page.getByRole('heading', { name: words.current.talking }).waitFor()
  expect(posts).toBe(1)
  expect(await page.locator('[data-notice].warm').count()).toBe(0)
})

test('a server that restarts is noticed within five seconds, and the page comes back by itself', async () => {
  const words = people.zh.texts.queue
  const { app, visitAs } = browser()
  let server = await serve(0)
  const { port } = server.address() as AddressInfo
  const page = await visitAs('counselor-8')
  await page.goto(`http://127.0.0.1:${port}/queue`)
  await page.getByText(words.connection.on).waitFor()
  await press(page, words.goOn)
  await page.getByRole('heading', { name: words.states.free.heading }).waitFor()
  await page.evaluate('window.stillTheSamePage = true')
  await stop(server)
  await page.getByText(words.connection.lostHelp).waitFor({ timeout: 5000 })
  await isFine(page, 'zh-lost')
  await exchange('newCall', 'restart')
  server = await serve(port)
  await offered(page, people.zh)
  await page.getByText(words.connection.on).waitFor()
  expect(await page.evaluate('window.stillTheSamePage')).toBe(true)
  await page.context().close()
  await stop(server)

  async function serve(at: number) {
    const started = createAdaptorServer({ fetch: app.app.fetch })
    await new Promise<void>(done => started.listen(at, '127.0.0.1', done))
    return started
  }
  async function stop(running: Awaited<ReturnType<typeof serve>>) {
    if ('closeAllConnections' in running) running.closeAllConnections()
    await new Promise(done => running.close(done))
  }
})

test('without scripts a counselor goes on duty, accepts, saves a draft and closes', async () => {
  const { queue: words, labels } = people.zh.texts
  const page = await queueOf('counselor-9', { scripts: false })
  await press(page, words.goOn)
  await exchange('newCall', 'plain')
  await page.goto('/queue')
  await press(page, words.offer.accept)
  await page.getByLabel(labels.riskAnswers.medium, { exact: true }).check()
  await press(page, words.form.saveDraft)
  await page.getByText(words.notices.draft_saved).waitFor()
  expect(await page.getByLabel(labels.riskAnswers.medium, { exact: true }).isChecked()).toBe(true)
  await picture(page, 'queue-plain-talking')
  await press(page, words.form.complete)
  await page.getByText(words.notices.closed).waitFor()
})

test('a promised call-back shows its number on demand, and forgets it when the call is closed elsewhere', async () => {
  const words = people.zh.texts.queue
  const { app } = browser()
  const page = await onDuty('counselor-10', people.zh)
  await promiseCallback(app.deps, { kind: 'caller' }, { phone: '+8613800138000', language: 'zh' })
  await offered(page, people.zh)
  await press(page, words.offer.accept)
  await press(page, words.contact.open)
  await page.getByText('13800138000').waitFor()
  await isFine(page, 'zh-contact')
  const other = await queueOf('counselor-10')
  await other.getByLabel(people.zh.texts.labels.riskAnswers.none, { exact: true }).check()
  await press(other, words.form.complete)
  await page.getByText('13800138000').waitFor({ state: 'detached', timeout: 3000 })
})

test('keys are listed under the question mark, and can be switched off for good on this machine', async () => {
  const words = people.en.texts.queue
  const page = await onDuty('counselor-11', people.en)
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await isFine(page, 'en-keys')
  await page.keyboard.press('Escape')
  await press(page, words.settings.keysOn)
  await page.reload()
  await page.getByText(words.connection.on).waitFor()
  await page.keyboard.press('Alt+b')
  await page.keyboard.press('?')
  expect(await page.getByRole('dialog').isVisible()).toBe(false)
  await press(page, words.settings.keysOff)
  await page.keyboard.press('Alt+b')
  await page.getByRole('heading', { name: words.states.break.heading }).waitFor()
})
