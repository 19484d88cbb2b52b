import { beforeAll, expect, test } from 'vitest'
import { acceptOffer } from '../../src/actions/calls/accept-offer.ts'
import { typeInCall } from '../../src/actions/calls/type-in-call.ts'
import { seedShifts } from '../../src/actions/demo/seed-shifts.ts'
import { goOnDuty } from '../../src/actions/duty/go-on-duty.ts'
import { queueOf } from '../../src/reads/queue.ts'
import { textsOf } from '../../src/texts/texts.ts'
import { axe, fitsItsWidth, picture, useBrowser } from '../support/browser.ts'

const browser = useBrowser('2026-11-23T19:04:00+08:00')

beforeAll(async () => {
  const { app } = browser()
  const { deps } = app
  await seedShifts(deps, { kind: 'system' })
  const me = await app.person('counselor-1', 'counselor')
  await goOnDuty(deps, me)
  await typeInCall(deps, await app.person('operator-1', 'operator'), { language: 'zh', ageBand: 'adult' })
  await acceptOffer(deps, me, { offerId: (await queueOf(deps, me)).offer?.id as string })
})

const languages = [
  { name: 'zh', locale: 'zh-CN', texts: textsOf('zh-Hans') },
  { name: 'hant', locale: 'zh-TW', texts: textsOf('zh-Hant') },
  { name: 'en', locale: 'en-GB', texts: textsOf('en') },
] as const

const looks = [
  ...languages.map(language => ({ ...language, width: 360, scripts: true })),
  ...languages.slice(1).map(language => ({ ...language, width: 1280, scripts: true })),
  { ...languages[0], width: 360, scripts: false },
]

test.each(looks)(
  'an operator books for a caller, and a slip keeps everything typed ($name, $width px, scripts: $scripts)',
  async ({ name, locale, texts, width, scripts }) => {
    const words = texts.operator.book
    const page = await browser().visitAs('operator-1', { locale, width, scripts })
    const isFine = async (what: string) => {
      expect(await fitsItsWidth(page)).toBe(true)
      if (!scripts) return
      expect(await axe(page)).toEqual([])
      await picture(page, `for-caller-${what}-${name}-${width}`)
    }
    await page.goto('/calls')
    await page.getByRole('link', { name: words.link }).click()
    await isFine('asked')
    await page.getByLabel(words.day).fill('2026-11-25')
    await page.getByRole('radio', { name: texts.labels.ageBands.adult, exact: true }).check()
    await page.getByRole('button', { name: words.show }).click()
    expect(await page.getByLabel(words.day).inputValue()).toBe('2026-11-25')
    await page.getByLabel(words.phone).fill('my sister’s')
    await page.getByRole('button', { name: words.book }).click()
    expect(await page.locator('.mend a').count()).toBe(2)
    expect(await page.getByLabel(words.phone).inputValue()).toBe('my sister’s')
    await isFine('mends')
    await page.locator('.mend a').first().click()
    expect(await page.evaluate('document.activeElement.name')).toBe('startsAt')
    // By keyboard from here on: the first time, its number, and the button.
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('139 0000 0000')
    await page.keyboard.press('Enter')
    expect(await page.locator('#code').textContent()).toMatch(/^\s*[0-9A-Z-]{19}\s*$/)
    await isFine('booked')
    await page.context().close()
  },
)

test.each(looks)(
  'a counselor in a call books the next one, and finds what they filled in as it was ($name, $width px, scripts: $scripts)',
  async ({ name, locale, texts, width, scripts }) => {
    const words = texts.operator.book
    const page = await browser().visitAs('counselor-1', { locale, width, scripts })
    await page.goto('/queue')
    const risk = page.getByRole('radio', { name: texts.labels.riskAnswers.medium, exact: true })
    await risk.check()
    const opened = page.context().waitForEvent('page')
    await page.getByRole('link', { name: texts.queue.next.book }).click()
    const next = await opened
    await next.getByRole('radio', { name: words.me, exact: true }).check()
    await next.getByLabel(words.day).fill('2026-11-25')
    await next.getByRole('button', { name: words.show }).click()
    const isFine = async (what: string) => {
      expect(await fitsItsWidth(next)).toBe(true)
      if (!scripts) return
      expect(await axe(next)).toEqual([])
      await picture(next, `next-session-${what}-${name}-${width}`)
    }
    await isFine('asked')
    await next.locator('#startsAt').check()
    await next.getByLabel(words.phone).fill('139 0000 0000')
    await next.getByRole('button', { name: words.book }).click()
    expect(await next.locator('#code').textContent()).toMatch(/^\s*[0-9A-Z-]{19}\s*$/)
    expect(await next.content()).not.toContain('139')
    await isFine('booked')
    await next.getByRole('link', { name: words.backToContact }).click()
    expect(new URL(next.url()).pathname).toBe('/queue')
    expect(await risk.isChecked()).toBe(true)
    await page.context().close()
  },
)
