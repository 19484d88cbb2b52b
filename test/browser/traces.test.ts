import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { seedShifts } from '../../src/actions/demo/seed-shifts.ts'
import { useBrowser } from '../support/browser.ts'

const browser = useBrowser()
beforeAll(() => seedShifts(browser().app.deps, { kind: 'system' }))

const mail = 'yinzhi@example.org'
const phone = '13955557777'
const note = '只有我知道的话'
/** What is typed in this file, in every spelling in which it could be left behind. */
const typed = new RegExp([mail, encodeURIComponent(mail), phone, note, encodeURIComponent(note)].join('|'))
const elsewhere = 'https://www.weather.com.cn/'

const goOn = (page: Page) => page.locator('button.go-on').click()
const step = (page: Page, name: string) =>
  page.waitForSelector(`main input[name=step][value=${name}]`, { state: 'attached' })

/** All requests and addresses of a page from now on, and what any of them told about where it came from. */
function watched(page: Page) {
  const requests: string[] = []
  const referrers: string[] = []
  const addresses = new Set<string>()
  page.on('request', request => {
    const { protocol } = new URL(request.url())
    if (protocol !== 'data:' && protocol !== 'about:') requests.push(request.url())
    const referrer = request.headers().referer
    if (referrer) referrers.push(`${request.url()} from ${referrer}`)
  })
  page.on('framenavigated', frame => addresses.add(frame.url()))
  return {
    referrers,
    addresses,
    strangers: () => requests.filter(url => new URL(url).origin !== browser().base && url !== elsewhere),
  }
}

async function toNote(page: Page) {
  await page.goto('/zh/book')
  await goOn(page)
  for (const [name, answer] of [
    ['age', 'adult'],
    ['how', 'text'],
    ['language', 'zh'],
  ]) {
    await step(page, name as string)
    await page.check(`input[value=${answer}]`)
    await goOn(page)
  }
  await step(page, 'when')
  await page.check('#startsAt')
  await goOn(page)
  await step(page, 'contact')
  await page.fill('#mail', mail)
  await goOn(page)
  await step(page, 'note')
  await page.fill('#note', note)
}

/** Everything that a page can leave on a device, as text. */
async function kept(page: Page): Promise<string> {
  const own = await page.evaluate(`(async () => JSON.stringify({
    local: { ...localStorage }, session: { ...sessionStorage },
    databases: indexedDB.databases ? await indexedDB.databases() : [],
    caches: 'caches' in window ? await caches.keys() : [],
    workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
    state: history.state, name: window.name, cookie: document.cookie,
  }))()`)
  return String(own)
}
const nothing = (state: unknown = null) =>
  JSON.stringify({
    ...{ local: {}, session: {}, databases: [], caches: [], workers: 0 },
    ...{ state, name: '', cookie: '' },
  })

describe('what a device keeps of a visit', () => {
  test('is nothing that was typed: no storage, no cookie, no address, no state', {
    timeout: 120_000,
  }, async () => {
    const page = await browser().visit({ width: 360 })
    const seen = watched(page)
    await toNote(page)
    expect(JSON.parse(await kept(page))).toEqual(JSON.parse(nothing({ at: 6 })))
    await goOn(page)
    await step(page, 'check')
    await goOn(page)
    await page.waitForSelector('#code')
    const code = ((await page.textContent('#code')) ?? '').trim()
    expect(await kept(page)).toBe(nothing())

    await page.goto('/zh/callback')
    await page.fill('#phone', phone)
    await page.check('input[name=ageBand][value=adult]')
    await goOn(page)
    await page.waitForSelector('.booked')
    await page.goto('/zh/booking')
    await page.fill('#code', code)
    await goOn(page)
    await page.waitForSelector('dl.answers')
    expect(await kept(page)).toBe(nothing())
    expect(await page.context().cookies()).toEqual([])
    const state = await page.context().storageState()
    expect(state).toEqual({ cookies: [], origins: [] })
    expect(
      [...seen.addresses].filter(url => typed.test(url) || url.includes(code) || url.includes('?')),
    ).toEqual([])
    expect(seen.strangers()).toEqual([])
    expect(seen.referrers).toEqual([])
    await page.context().close()
  })

  test('is no filled-in form: back to it shows empty fields', { timeout: 60_000 }, async () => {
    for (const scripts of [true, false]) {
      const page = await browser().visit({ scripts })
      await page.goto('/zh/callback')
      await page.fill('#phone', phone)
      await page.check('input[name=ageBand][value=senior]')
      await page.goto('/zh/breathe')
      await page.goBack()
      await page.waitForSelector('#phone')
      expect(await page.inputValue('#phone')).toBe('')
      expect(await page.isChecked('input[name=ageBand][value=senior]')).toBe(false)
      await page.context().close()
    }
  })
})

/** A step that is no longer there is asked for anew, which takes a moment after the address has changed. */
async function settled(page: Page) {
  await page.waitForTimeout(500)
  await page.waitForLoadState()
}

describe('the quick exit', () => {
  test('lets nobody come back to what was typed, by back, forward or reload', {
    timeout: 120_000,
  }, async () => {
    for (const leave of ['button', 'shift']) {
      const page = await browser().visit()
      const seen = watched(page)
      await page.context().route(`${elsewhere}**`, route => route.fulfill({ body: 'elsewhere' }))
      await toNote(page)
      if (leave === 'button') await page.click('[data-leave]')
      else for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift')
      await page.waitForURL(elsewhere)
      for (let n = 0; n < 4; n++) {
        await page.goBack().catch(() => null)
        await settled(page)
        expect(await page.content()).not.toMatch(typed)
        expect(
          await page.evaluate(
            `[...document.querySelectorAll('input,textarea')].map(one => one.value).join(' ')`,
          ),
        ).not.toMatch(typed)
        expect(await page.evaluate(`[...document.querySelectorAll('input:checked')].length`)).toBe(0)
      }
      await page.goForward().catch(() => null)
      await settled(page)
      expect(await page.content()).not.toMatch(typed)
      expect(seen.referrers).toEqual([])
      await page.context().close()
    }
  })

  test('empties a page that the browser would keep for its back, and leads away from it again', async () => {
    const page = await browser().visit()
    await page.context().route(`${elsewhere}**`, route => route.fulfill({ status: 204 }))
    await toNote(page)
    await page.click('[data-leave]')
    expect(await page.evaluate('document.body.childElementCount + document.title.trim().length')).toBe(0)
    const asked = page.waitForRequest(elsewhere)
    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`)
    await asked
    await page.context().close()
  })

  test('without scripts tells the other side nothing either', async () => {
    const page = await browser().visit({ scripts: false })
    const seen = watched(page)
    await page.context().route(`${elsewhere}**`, route => route.fulfill({ body: 'elsewhere' }))
    await page.goto('/zh/book')
    await page.click('[data-leave]')
    await page.waitForURL(elsewhere)
    expect(seen.referrers).toEqual([])
    await page.context().close()
  })
})

describe('every page in every language', () => {
  const words =
    /心理|危机|危機|自杀|自殺|热线|熱線|咨询|諮詢|諮商|suicid|crisis|mental|psych|counsel|hotline|therap/i

  /** The pages that can be opened by an address alone. */
  const pages = () => [
    ...new Set(
      browser()
        .app.app.routes.filter(
          ({ method, path }) =>
            method === 'GET' &&
            !/\*|^\/(api|phone|assets|calendar|demo|healthz|readyz|openapi)|:(?!locale)|fragment|\.(csv|xlsx)|\/template/.test(
              path.replace(/\{[^}]*\}/, ''),
            ),
        )
        .map(({ path }) => path),
    ),
  ]

  test('of callers asks our own machine alone, and has a title and an icon that say nothing', {
    timeout: 120_000,
  }, async () => {
    const page = await browser().visit({ width: 360 })
    const seen = watched(page)
    const violations = new Set<string>()
    page.on('console', line => {
      if (/Content Security Policy|Permissions-Policy/i.test(line.text())) violations.add(line.text())
    })
    let opened = 0
    for (const path of [...pages().filter(path => path.includes(':locale')), '/:locale/nowhere'])
      for (const segment of ['zh', 'hant', 'en']) {
        await page.goto(path.replace(/:locale(\{[^}]*\})?/, segment))
        opened++
        expect(await page.title(), path).not.toMatch(words)
        expect(await page.getAttribute('link[rel=icon]', 'href')).toBe('data:,')
      }
    console.log(`caller pages ${JSON.stringify({ opened })}`)
    expect(opened).toBeGreaterThan(20)
    expect(seen.strangers()).toEqual([])
    expect(seen.referrers).toEqual([])
    expect([...violations]).toEqual([])
    await page.context().close()
  })

  test('of staff asks our own machine alone', { timeout: 240_000 }, async () => {
    let opened = 0
    for (const handle of ['counselor-1', 'coordinator-1', 'operator-1']) {
      const page = await browser().visitAs(handle)
      const seen = watched(page)
      const violations = new Set<string>()
      page.on('console', line => {
        if (/Content Security Policy|Permissions-Policy/i.test(line.text())) violations.add(line.text())
      })
      for (const path of pages().filter(path => !path.includes(':locale')))
        for (const lang of ['zh', 'hant', 'en']) {
          await page.goto(`${path}?lang=${lang}`, { waitUntil: 'load' })
          opened++
        }
      expect(seen.strangers()).toEqual([])
      expect(seen.referrers).toEqual([])
      expect([...violations]).toEqual([])
      await page.context().close()
    }
    console.log(`staff pages ${JSON.stringify({ opened })}`)
  })
})
