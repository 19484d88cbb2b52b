import { beforeAll, describe, expect, test } from 'vitest'
import { axe, fitsItsWidth, picture, useBrowser } from '../support/browser.ts'
import { fillBusyWeeks } from '../support/busy-weeks.ts'

const heartline = useBrowser('2020-03-20T10:00:00+08:00')
const busy = '/counts?from=2020-02-03&to=2020-03-15&by=day'

test('before anything is counted, the page says so kindly and offers no dead end', async () => {
  const page = await heartline().visitAs('coordinator-1')
  await page.goto('/counts')
  expect(await page.locator('.empty h2').textContent()).toBe('这几天还没有记录。')
  expect(await page.locator('.quotable').textContent()).toContain('接听来电 0 次')
  expect(await axe(page)).toEqual([])
  await picture(page, 'counts-empty-zh')
})

describe('given six busy weeks', () => {
  beforeAll(() => fillBusyWeeks(heartline().app.database.db, { from: '2020-02-01', to: '2020-03-15' }))

  test.each([
    { locale: 'zh-CN', name: 'zh', heading: '统计', withheld: '未公布' },
    { locale: 'en-GB', name: 'en', heading: 'Counts', withheld: 'withheld' },
  ] as const)('a coordinator reads the counts ($name), at every width', async given => {
    for (const look of [
      { width: 1280, name: `counts-${given.name}` },
      { width: 1280, dark: true, name: `counts-${given.name}-dark` },
      { width: 768, name: `counts-${given.name}-768` },
      { width: 360, height: 780, name: `counts-${given.name}-360` },
    ]) {
      const page = await heartline().visitAs('coordinator-1', { locale: given.locale, ...look })
      await page.goto(busy)
      expect(await page.locator('h1').textContent()).toBe(given.heading)
      expect(await page.locator('.chart svg[role=img]').count()).toBe(3)
      expect(await page.locator('.releases .withheld').first().textContent()).toBe(given.withheld)
      expect(await fitsItsWidth(page), look.name).toBe(true)
      expect(await axe(page), look.name).toEqual([])
      await picture(page, look.name)
    }
  })

  test('presets, dates and the cut make an address that can be shared, and the table adds up', async () => {
    const page = await heartline().visitAs('coordinator-1')
    await page.goto(busy)
    await page.getByRole('link', { name: '上月' }).click()
    expect(new URL(page.url()).search).toBe('?from=2020-02-01&to=2020-02-29&by=day')
    await page.getByLabel('从', { exact: true }).fill('2020-02-03')
    await page.getByLabel('表格按').selectOption('partner')
    await page.getByRole('button', { name: '查看' }).first().click()
    expect(new URL(page.url()).search).toBe('?from=2020-02-03&to=2020-02-29&by=partner')
    const answered = (await page.locator('.counts-table tr > :nth-child(3)').allInnerTexts())
      .slice(1)
      .map(Number)
    expect(answered.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(answered.at(-1))
    expect(await page.locator('.quotable').textContent()).toContain(`接听来电 ${answered.at(-1)} 次`)
  })

  test('what a figure means stands beside it, and opens by keyboard', async () => {
    const page = await heartline().visitAs('coordinator-1')
    await page.goto(busy)
    const meaning = page.locator('.meaning').first()
    await meaning.locator('summary').focus()
    await page.keyboard.press('Enter')
    expect(await meaning.locator('p').first().isVisible()).toBe(true)
    expect(await axe(page)).toEqual([])
  })

  test('a week of what people called about can be chosen', async () => {
    const page = await heartline().visitAs('coordinator-1', { locale: 'en-GB' })
    await page.goto(busy)
    await page.getByLabel('Week or month').selectOption('2020-W07')
    await page.locator('.choose-release button').click()
    expect(await page.locator('.release-name').textContent()).toContain('Week 2020-W07')
  })

  test('a period that ends before it starts keeps what was typed and leads to the field', async () => {
    const page = await heartline().visitAs('coordinator-1')
    const answer = await page.goto('/counts?from=2020-03-02&to=2020-03-01&by=hour')
    expect(answer?.status()).toBe(400)
    expect(await page.title()).toContain('有误')
    await page.locator('.mend a').click()
    expect(await page.evaluate('document.activeElement.id')).toBe('to')
    expect(await page.locator('#to').inputValue()).toBe('2020-03-01')
    expect(await axe(page)).toEqual([])
  })

  test('on paper there is the sentence, the charts and the whole table, and no controls', async () => {
    const page = await heartline().visitAs('coordinator-1')
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 680, height: 960 })
    await page.goto(busy)
    expect(await page.locator('.quotable').isVisible()).toBe(true)
    expect(await page.locator('.counts-asked').isVisible()).toBe(false)
    expect(await fitsItsWidth(page)).toBe(true)
    await picture(page, 'counts-print')
  })
})

describe('outreach', () => {
  test.each([
    { locale: 'zh-CN', name: 'zh', lecture: '讲座', topic: '疫情中的家庭', saved: '已登记' },
    { locale: 'en-GB', name: 'en', lecture: 'Lecture', topic: 'Families in the epidemic', saved: 'Recorded' },
  ] as const)('a lecture is recorded, and a slip keeps everything typed ($name)', async given => {
    for (const look of [{ width: 1280 }, { width: 360, dark: true }]) {
      const page = await heartline().visitAs('coordinator-1', { locale: given.locale, ...look })
      await page.goto('/outreach')
      await page.getByText(given.lecture, { exact: true }).click()
      await page.locator('#topic').fill(given.topic)
      await page.locator('#audience').fill('many')
      await page.locator('button[type=submit]').last().click()
      expect(await page.locator('#topic').inputValue()).toBe(given.topic)
      expect(await page.locator('#audience').getAttribute('aria-invalid')).toBe('true')
      expect(await axe(page)).toEqual([])
      await picture(page, `outreach-${given.name}-${look.width}-mend`)
      await page.locator('#audience').fill('120')
      await page.locator('main button[type=submit]').click()
      expect(await page.getByRole('status').textContent()).toContain(given.saved)
      expect(await page.locator('.outreach-list li').first().textContent()).toContain('120')
      expect(await fitsItsWidth(page)).toBe(true)
      expect(await axe(page)).toEqual([])
      await picture(page, `outreach-${given.name}-${look.width}`)
    }
  })
})
