import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { bookings } from '../../src/db/schema/bookings.ts'
import { booked } from '../support/booked.ts'
import { axe, fitsItsWidth, picture, useBrowser } from '../support/browser.ts'

const browser = useBrowser('2026-11-23T10:00:00+08:00')

const languages = [
  { locale: 'zh-CN', ask: '请第二个人批准', allow: '批准', refuse: '不批准', open: '查看联系方式' },
  { locale: 'zh-TW', ask: '請第二個人核准', allow: '核准', refuse: '不核准', open: '查看聯絡方式' },
  {
    locale: 'en-GB',
    ask: 'Ask a second person',
    allow: 'Allow it',
    refuse: 'Refuse it',
    open: 'Show the contact',
  },
] as const

/** A session that has begun, with a number. */
async function session(handle: string) {
  const { app } = browser()
  const id = await booked(app, handle, new Date('2026-11-23T09:30:00+08:00'))
  const place = { table: 'bookings', row: id, column: 'contact_sealed' }
  const contactSealed = await app.deps.keys.seal('{"phone":"13911112222"}', '2026-11-27', place)
  await app.database.db.update(bookings).set({ contactSealed }).where(eq(bookings.id, id))
  return id
}

test('two people open how to reach a caller, and a coordinator reads it in the record, in three languages', {
  timeout: 180_000,
}, async () => {
  for (const [place, { locale, ask, allow, refuse, open }] of languages.entries()) {
    const id = await session(`counselor-${place + 1}`)
    const first = await browser().visitAs('supervisor-1', { locale })
    await first.goto('/emergency-access')
    await first.getByRole('button', { name: ask }).click()
    expect(await first.locator('.mend a').count()).toBe(2)
    await first.selectOption('#contact', `session:${id}`)
    await first.locator('input[value="suicide"]').check()
    await first.locator('#tried').check()
    expect(await axe(first)).toEqual([])
    expect(await fitsItsWidth(first)).toBe(true)
    await first.getByRole('button', { name: ask }).click()
    await picture(first, `emergency-ask-${locale}`)

    const second = await browser().visitAs('coordinator-1', { locale, width: 360 })
    await second.goto('/emergency-access')
    expect(await axe(second)).toEqual([])
    await picture(second, `emergency-answer-${locale}-360`)
    await second.getByRole('button', { name: refuse, exact: true }).click()
    expect(await second.locator('[role="status"]').count()).toBe(1)
    expect(await axe(second)).toEqual([])
    expect(await fitsItsWidth(second)).toBe(true)
    await picture(second, `emergency-refused-${locale}-360`)

    await first.goto('/emergency-access')
    await picture(first, `emergency-refused-${locale}`)
    await first.selectOption('#contact', `session:${id}`)
    await first.locator('input[value="suicide"]').check()
    await first.locator('#tried').check()
    await first.getByRole('button', { name: ask }).click()
    await second.goto('/emergency-access')
    await second.getByRole('button', { name: allow, exact: true }).first().click()
    expect(await second.content()).not.toContain('13911112222')

    await first.goto('/emergency-access')
    await first.getByRole('button', { name: open }).first().click()
    expect(await first.locator('a[href^="tel:"]').allInnerTexts()).toContain('13911112222')
    expect(await axe(first)).toEqual([])
    await picture(first, `emergency-open-${locale}`)

    await second.goto('/access-log')
    expect(await second.locator('tbody tr').count()).toBeGreaterThan(2)
    expect(await axe(second)).toEqual([])
    expect(await fitsItsWidth(second)).toBe(true)
    await picture(second, `access-log-${locale}`)
  }
})
