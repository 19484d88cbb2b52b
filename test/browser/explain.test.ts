import { describe, expect, test } from 'vitest'
import { acceptOffer } from '../../src/actions/calls/accept-offer.ts'
import { declineOffer } from '../../src/actions/calls/decline-offer.ts'
import { typeInCall } from '../../src/actions/calls/type-in-call.ts'
import { goOnDuty } from '../../src/actions/duty/go-on-duty.ts'
import { offers } from '../../src/db/schema/calls.ts'
import { axe, fitsItsWidth, picture, useBrowser } from '../support/browser.ts'
import { onShift } from '../support/on-shift.ts'

const browser = useBrowser('2026-11-23T10:00:00+08:00')

const languages = [
  { locale: 'zh-CN', code: '派单说明', show: '查看', asked: '会派给咨询员。', field: '时间' },
  { locale: 'zh-TW', code: '派單說明', show: '查看', asked: '會派給諮詢員。', field: '時間' },
  {
    locale: 'en-GB',
    code: 'Who was asked',
    show: 'Show',
    asked: 'A counselor is asked.',
    field: 'Time',
  },
] as const

/** A call that one passes on and another takes; then one that nobody can take. */
async function someCalls() {
  const { app } = browser()
  const [first, second] = await Promise.all([
    app.person('counselor-1', 'counselor'),
    app.person('counselor-2', 'counselor'),
  ])
  const operator = await app.person('operator-1', 'operator')
  for (const person of [first, second]) {
    await goOnDuty(app.deps, person)
    app.clock.wind(1)
  }
  await typeInCall(app.deps, operator, { language: 'zh' })
  const pending = async () =>
    (await app.database.db.select().from(offers)).find(({ state }) => state === 'pending')?.id ?? ''
  app.clock.wind(7)
  await declineOffer(app.deps, first, { offerId: await pending() })
  app.clock.wind(4)
  await acceptOffer(app.deps, second, { offerId: await pending() })
  await onShift(app, 'counselor-2', '2026-11-29T02:00:00+08:00', '2026-11-29T06:00:00+08:00')
}

describe('a coordinator asks why', { timeout: 120_000 }, () => {
  test('goes from the roster to a contact and its steps, and tries out what would happen, in three languages', async () => {
    await someCalls()
    for (const { locale, code, show, asked, field } of languages) {
      const page = await browser().visitAs('coordinator-1', { locale })
      await page.goto('/shifts')
      await page.locator('.coverage-proof details').first().evaluate('element => { element.open = true }')
      expect(await axe(page)).toEqual([])
      await picture(page, `proof-${locale}`)
      await page.getByRole('link', { name: code, exact: true }).click()
      expect(await axe(page)).toEqual([])

      await page.fill('#day', '2026-11-29')
      await page.getByRole('button', { name: show }).click()
      expect(await page.locator('.mend a').count()).toBe(1)
      await page.getByLabel(field, { exact: true }).fill('03:00')
      await page.selectOption('#language', 'yue')
      await page.getByRole('button', { name: show }).click()
      await page.getByText(asked).waitFor()
      expect(await axe(page)).toEqual([])
      await picture(page, `dry-run-${locale}`)

      await page.locator('tbody a').first().click()
      await page.locator('.routing-steps > li').nth(3).waitFor()
      expect(await axe(page)).toEqual([])
      await picture(page, `steps-${locale}`)

      await page.goto('/people')
      await page.getByRole('link', { name: '林静' }).first().click()
      await page.locator('#insurance').waitFor()
      expect(await axe(page)).toEqual([])
      await picture(page, `standing-${locale}`)
    }
  })
  test('on a narrow phone without scripts', async () => {
    const page = await browser().visitAs('coordinator-1', {
      width: 360,
      height: 740,
      scripts: false,
      dark: true,
    })
    await page.goto('/explain?day=2026-11-28&time=03:00&language=yue&class=everyone')
    expect(await fitsItsWidth(page)).toBe(true)
    await picture(page, 'dry-run-phone')
    await page.locator('tbody a').first().click()
    expect(await fitsItsWidth(page)).toBe(true)
    await page.goto('/shifts')
    expect(await fitsItsWidth(page)).toBe(true)
  })
})
