import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { seedShifts } from '../../src/actions/demo/seed-shifts.ts'
import { axe, fitsItsWidth, type Look, picture, useBrowser } from '../support/browser.ts'

const browser = useBrowser()
beforeAll(() => seedShifts(browser().app.deps, { kind: 'system' }))

const segments = { 'zh-CN': 'zh', 'zh-TW': 'hant', 'en-GB': 'en' } as const
const locales = Object.keys(segments) as (keyof typeof segments)[]

/** Looks at each page on the way: nothing for axe to find, nothing to scroll sideways. */
type See = (page: Page, name: string) => Promise<void>

const goOn = (page: Page) => page.locator('button.go-on').click()
const step = (page: Page, name: string) =>
  page.waitForSelector(`main input[name=step][value=${name}]`, { state: 'attached' })

/** Books by hand from the first page to the return code. */
async function book(page: Page, segment: string, see: See, contact: { phone?: string; mail?: string } = {}) {
  await page.goto(`/${segment}`)
  await see(page, '1-home')
  await page.click(`a[href="/${segment}/book"]`)
  await see(page, '2-expect')
  await goOn(page)
  await step(page, 'age')
  await page.check('input[value=adult]')
  await see(page, '3-age')
  await goOn(page)
  await step(page, 'how')
  await page.check(`input[value=${contact.phone ? 'phone' : 'text'}]`)
  await see(page, '4-how')
  await goOn(page)
  await step(page, 'language')
  await page.check('input[name=language][value=zh]')
  await see(page, '5-language')
  await goOn(page)
  await step(page, 'when')
  await page.check('#startsAt')
  await see(page, '6-when')
  await goOn(page)
  await step(page, 'contact')
  if (contact.phone) await page.fill('#phone', contact.phone)
  if (contact.mail) await page.fill('#mail', contact.mail)
  await see(page, '7-contact')
  await goOn(page)
  await step(page, 'note')
  await page.fill('#note', '最近睡不好。')
  await see(page, '8-note')
  await goOn(page)
  await step(page, 'check')
  await see(page, '9-check')
  await goOn(page)
  await page.waitForSelector('#code')
  await see(page, '10-booked')
  return ((await page.locator('#code').textContent()) ?? '').trim()
}

/** Looks the booking up, moves it, cancels it. */
async function manage(page: Page, segment: string, code: string, see: See) {
  await page.goto(`/${segment}/booking`)
  await page.fill('#code', code.toLowerCase())
  await see(page, '11-code')
  await goOn(page)
  await page.waitForSelector('dl.answers')
  await see(page, '12-booking')
  const before = await page.locator('dl.answers dd').first().textContent()
  await page.click('button[value=move]')
  await page.waitForSelector('.times')
  await page.locator('.chip').last().click()
  await see(page, '13-move')
  await goOn(page)
  await page.waitForSelector('.notice')
  expect(await page.locator('dl.answers dd').first().textContent()).not.toBe(before)
  await page.click('button[value=cancel]')
  await page.waitForSelector('button[value=cancel-yes]')
  await see(page, '14-cancel')
  await page.click('button[value=cancel-yes]')
  await page.waitForSelector('.notice')
  expect(await page.locator('button[value=move]').count()).toBe(0)
  await see(page, '15-canceled')
}

async function seeNothingWrong(page: Page, name: string) {
  expect(await axe(page), name).toEqual([])
  expect(await fitsItsWidth(page), `${name} scrolls sideways`).toBe(true)
}

/** Whatever was asked for outside the origin, written down as it happens. */
function strangers(page: Page) {
  const asked: string[] = []
  page.on('request', request => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'data:' && origin !== browser().base) asked.push(request.url())
  })
  return asked
}

async function traces(page: Page) {
  const stored = await page.evaluate('localStorage.length + sessionStorage.length')
  return { stored, cookies: await page.context().cookies() }
}

// Fifteen pages under axe take seven seconds alone, and four times as long on a busy machine.
describe.each(locales)('a caller in %s', { timeout: 120_000 }, locale => {
  const segment = segments[locale]

  test('books, looks the booking up, moves it and cancels it, and leaves no trace', async () => {
    const page = await browser().visit({ locale, width: 360, height: 740 })
    const asked = strangers(page)
    const addresses = new Set<string>()
    page.on('framenavigated', frame => addresses.add(new URL(frame.url()).search))
    const code = await book(page, segment, seeNothingWrong, { mail: 'a@example.org' })
    await manage(page, segment, code, seeNothingWrong)
    expect(asked).toEqual([])
    expect([...addresses]).toEqual([''])
    expect(await traces(page)).toEqual({ stored: 0, cookies: [] })
    await page.context().close()
  })

  test('finds nothing wrong on the pages around it, and on forms that want mending', async () => {
    const page = await browser().visit({ locale, width: 320, height: 640 })
    for (const path of ['', '/callback', '/waiting', '/breathe', '/privacy', '/now', '/nowhere']) {
      await page.goto(`/${segment}${path}`)
      await seeNothingWrong(page, path)
    }
    await page.goto(`/${segment}/callback`)
    await goOn(page)
    await page.waitForSelector('.mend')
    await seeNothingWrong(page, 'callback, mending')
    await page.click('.mend a')
    expect(await page.evaluate('document.activeElement.id')).toBe('phone')
    await page.goto(`/${segment}/book`)
    await goOn(page)
    await step(page, 'age')
    await goOn(page)
    await page.waitForSelector('.mend')
    await seeNothingWrong(page, 'booking, mending')
    await page.check('input[value=under_14]')
    await goOn(page)
    await step(page, 'child')
    await seeNothingWrong(page, 'child')
    await page.context().close()
  })
})

test('a booking needs no scripts', async () => {
  const page = await browser().visit({ locale: 'zh-CN', width: 320, scripts: false })
  const nothing: See = async () => {}
  const code = await book(page, 'zh', nothing, { phone: '13900000000' })
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
  await manage(page, 'zh', code, nothing)
  await page.goto('/zh/callback')
  await page.fill('#phone', '13900000000')
  await page.check('input[value=unknown]')
  await goOn(page)
  await page.waitForSelector('.booked')
  await page.context().close()
})

test.each([true, false])('waiting for a time asks nothing twice, with scripts: %s', async scripts => {
  const page = await browser().visit({ locale: 'zh-CN', width: 320, scripts })
  await page.goto('/zh/book')
  await goOn(page)
  for (const [name, answer] of [
    ['age', 'adult'],
    ['how', 'video'],
    ['language', 'zh'],
  ]) {
    await step(page, name as string)
    await page.check(`input[value=${answer}]`)
    await goOn(page)
  }
  await step(page, 'when')
  await page.click('button[formaction="/zh/waiting"]')
  await page.fill('#mail', 'someone@example.org')
  expect(new URL(page.url()).search).toBe('')
  await goOn(page)
  await page.waitForSelector('.booked')
  await page.context().close()
})

test('a booking needs no pointer', async () => {
  const page = await browser().visit({ locale: 'en-GB' })
  await page.goto('/en/book')
  const { keyboard } = page
  const tabTo = async (selector: string) => {
    for (let presses = 0; presses < 60; presses++) {
      if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
      await keyboard.press('Tab')
    }
    throw new Error(`${selector} cannot be reached by Tab`)
  }
  await tabTo('button.go-on')
  await keyboard.press('Enter')
  await step(page, 'age')
  await tabTo('input[name=ageBand]')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await step(page, 'how')
  await tabTo('input[name=mode]')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await step(page, 'language')
  await tabTo('input[name=language]')
  await keyboard.press('Enter')
  await step(page, 'when')
  await tabTo('input[name=startsAt]')
  await keyboard.press('Space')
  await keyboard.press('Enter')
  await step(page, 'contact')
  await tabTo('#mail')
  await keyboard.press('Enter')
  await step(page, 'note')
  await tabTo('#note')
  await keyboard.type('By keyboard')
  await tabTo('button.go-on')
  await keyboard.press('Enter')
  await step(page, 'check')
  await tabTo('button.go-on')
  await keyboard.press('Enter')
  await page.waitForSelector('#code')
  await page.context().close()
})

test('the back of the browser goes one step back with everything typed, forward goes forth', async () => {
  const page = await browser().visit({ locale: 'en-GB' })
  await page.goto('/en/book')
  await goOn(page)
  await step(page, 'age')
  await page.check('input[value=senior]')
  await goOn(page)
  await step(page, 'how')
  await page.check('input[value=video]')
  await page.goBack()
  await step(page, 'age')
  expect(await page.isChecked('input[value=senior]')).toBe(true)
  await page.goForward()
  await step(page, 'how')
  expect(await page.isChecked('input[value=video]')).toBe(true)
  await goOn(page)
  await step(page, 'language')
  await page.context().close()
})

test('the quick exit leaves at once, by button and by three presses of Shift', async () => {
  const page = await browser().visit({ locale: 'zh-CN' })
  await page.context().route('https://www.weather.com.cn/**', route => route.fulfill({ body: 'elsewhere' }))
  for (const leave of [
    () => page.click('[data-leave]'),
    async () => {
      for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift')
    },
  ]) {
    await page.goto('/zh/book')
    await leave()
    await page.waitForURL('https://www.weather.com.cn/')
  }
  await page.context().close()
})

// Pictures to judge by: SCREENS=/some/folder vitest run test/browser/caller.test.ts
test.runIf(process.env.SCREENS)('pictures', { timeout: 240_000 }, async () => {
  const looks: [string, Look][] = [
    ['zh-360', { locale: 'zh-CN', width: 360, height: 740 }],
    ['hant-768-dark', { locale: 'zh-TW', width: 768, dark: true }],
    ['en-1280', { locale: 'en-GB', width: 1280 }],
    ['zh-360-dark', { locale: 'zh-CN', width: 360, height: 740, dark: true }],
  ]
  for (const [name, look] of looks) {
    const page = await browser().visit(look)
    const segment = segments[look.locale ?? 'zh-CN']
    const see: See = (page, what) => picture(page, `${name}-${what}`)
    await manage(page, segment, await book(page, segment, see, { mail: 'a@example.org' }), see)
    for (const path of ['callback', 'breathe', 'privacy', 'now', 'nowhere']) {
      await page.goto(`/${segment}/${path}`)
      await see(page, path)
    }
    await page.context().close()
  }
})
