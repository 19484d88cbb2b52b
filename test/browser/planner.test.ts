import { beforeAll, describe, expect, test } from 'vitest'
import { axe, fitsItsWidth, picture, useBrowser } from '../support/browser.ts'
import { fillBusyWeeks } from '../support/busy-weeks.ts'
import { onShift } from '../support/on-shift.ts'

const heartline = useBrowser('2020-03-16T10:00:00+08:00')

describe('given four busy weeks and a roster', () => {
  beforeAll(async () => {
    const { app } = heartline()
    await fillBusyWeeks(app.database.db, { from: '2020-02-10', to: '2020-03-15' })
    for (const day of ['16', '17', '18', '19', '20', '21', '22'])
      for (const number of [1, 2, 3])
        await onShift(
          app,
          `counselor-${number}`,
          `2020-03-${day}T08:00:00+08:00`,
          `2020-03-${day}T20:00:00+08:00`,
        )
  })

  const languages = [
    { locale: 'zh-CN', name: 'zh', heading: '测算', short: '席位不够' },
    { locale: 'zh-TW', name: 'hant', heading: '估算', short: '席位不足' },
    { locale: 'en-GB', name: 'en', heading: 'Planner', short: 'too few seats' },
  ] as const
  const looks = [
    { width: 1280, dark: false },
    { width: 768, dark: true },
    { width: 360, dark: false },
  ]
  test.each(languages.flatMap(language => looks.map(look => ({ ...language, ...look }))))(
    'a coordinator reads the plan ($name, $width px)',
    async ({ locale, name, heading, short, width, dark }) => {
      const page = await heartline().visitAs('coordinator-1', { locale, width, dark })
      await page.goto('/planner')
      expect(await page.locator('h1').textContent()).toBe(heading)
      expect(await page.locator('.planner-short').textContent()).toContain(short)
      expect(await page.locator('.chart svg[role=img]').count()).toBe(1)
      expect(await page.locator('.planner-table tbody tr').count()).toBe(24)
      expect(await fitsItsWidth(page)).toBe(true)
      expect(await axe(page)).toEqual([])
      await picture(page, `planner-${name}-${width}`)
      await page.context().close()
    },
  )

  test('without scripts and by keyboard a coordinator asks for longer calls, and the address can be shared', async () => {
    const page = await heartline().visitAs('coordinator-1', { locale: 'en-GB', scripts: false })
    await page.goto('/shifts')
    await page.getByRole('link', { name: 'Planner' }).click()
    const needed = () => page.locator('.planner-table td:nth-child(3)').allInnerTexts()
    const before = await needed()
    await page.getByLabel('Minutes per call').fill('60')
    await page.keyboard.press('Enter')
    await page.waitForURL(url => url.searchParams.get('handling') === '60')
    const after = await needed()
    expect(after.map(Number).every((seats, hour) => seats >= Number(before[hour]))).toBe(true)
    expect(after).not.toEqual(before)
    const shared = page.url()
    await page.goto('/counts')
    await page.goto(shared)
    expect(await needed()).toEqual(after)
  })

  test('a number that is none is kept, and its sentence leads to it', async () => {
    const page = await heartline().visitAs('coordinator-1', { locale: 'en-GB' })
    await page.goto('/planner?calls-7=lots')
    expect(await page.title()).toMatch(/^Error/)
    await page.locator('.mend a').click()
    expect(await page.evaluate('document.activeElement.id')).toBe('calls-7')
    expect(await page.locator('#calls-7').inputValue()).toBe('lots')
    expect(await axe(page)).toEqual([])
    await picture(page, 'planner-en-wrong')
  })
})
