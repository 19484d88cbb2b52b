import { expect, test } from 'vitest'
import { axe, fitsItsWidth, picture, useBrowser } from '../support/browser.ts'

const browser = useBrowser('2026-11-23T10:00:00+08:00')

const languages = [
  { locale: 'zh-CN', width: 360, day: '星期六', save: '保存', leaveOut: '/zh/callback' },
  { locale: 'zh-TW', width: 768, day: '星期六', save: '儲存', leaveOut: '/hant/callback' },
  { locale: 'en-GB', width: 1280, day: 'Saturday', save: 'Save', leaveOut: '/en/callback' },
] as const

test.each(languages)(
  'seats of one weekday, the reasons for a supervisor, and leaving a partner out ($locale, $width px)',
  async ({ locale, width, day, save, leaveOut }) => {
    const page = await browser().visitAs('coordinator-1', { locale, width })
    await page.goto('/shifts/seats')
    await page.getByRole('link', { name: day, exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/weekday=6/)
    await page.fill('#yue-20', '1')
    await page.getByRole('button', { name: save }).click()
    await page.waitForURL(/done=saved/)
    expect(await page.inputValue('#yue-20')).toBe('1')
    expect(await axe(page)).toEqual([])
    expect(await fitsItsWidth(page)).toBe(true)
    await picture(page, `seats-${locale}`)
    const supervisor = await browser().visitAs('supervisor-1', { locale, width })
    for (const path of ['/explain', leaveOut]) {
      await supervisor.goto(path)
      expect([path, await axe(supervisor)]).toEqual([path, []])
      expect([path, await fitsItsWidth(supervisor)]).toEqual([path, true])
      await picture(supervisor, `${path.replaceAll('/', '-')}-${locale}`)
    }
  },
  60_000,
)
