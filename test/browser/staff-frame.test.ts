import { expect, test } from 'vitest'
import { axe, fitsItsWidth, useBrowser } from '../support/browser.ts'

const browser = useBrowser('2026-11-23T19:04:00+08:00')

test.each(['zh-CN', 'zh-TW', 'en-GB'] as const)(
  'in %s the numbers of a staff page take one line of a phone, with words and room for a thumb',
  async locale => {
    const page = await browser().visitAs('operator-1', { locale, width: 360 })
    await page.goto('/calls')
    const links = await page.locator('.numbers .number').evaluateAll(found =>
      found.map(link => {
        const { top, height } = link.getBoundingClientRect()
        return { top, height, words: link.textContent?.replace(/[\d\s]/g, '') }
      }),
    )
    expect(links).toHaveLength(3)
    expect(new Set(links.map(({ top }) => top)).size).toBe(1)
    for (const { height, words } of links) {
      expect(height).toBeGreaterThanOrEqual(44)
      expect(words).not.toBe('')
    }
    const numbers = await page.locator('.numbers').boundingBox()
    expect(numbers?.height).toBeLessThan(100)
    expect(await axe(page)).toEqual([])
    expect(await fitsItsWidth(page)).toBe(true)
  },
)
