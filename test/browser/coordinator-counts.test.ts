import { beforeAll, describe, expect, test } from 'vitest'
import { releaseCounts } from '../../src/actions/counts/release-counts.ts'
import { axe, fitsItsWidth, fitsWithin, picture, useBrowser } from '../support/browser.ts'
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
  beforeAll(async () => {
    const { database, deps } = heartline().app
    await fillBusyWeeks(database.db, { from: '2020-02-01', to: '2020-03-15' }, deps.keys)
    await releaseCounts(deps, { kind: 'system' })
  })

  const languages = [
    { locale: 'zh-CN', name: 'zh', heading: '统计', within: '误差不超过 ±8' },
    { locale: 'en-GB', name: 'en', heading: 'Counts', within: '± 8 at most' },
  ] as const
  const looks = [
    { width: 1280, look: 'light' },
    { width: 1280, look: 'dark' },
    { width: 768, look: 'light' },
    { width: 360, look: 'light' },
  ]
  test.each(languages.flatMap(language => looks.map(look => ({ ...language, ...look }))))(
    'a coordinator reads the counts ($name, $width px, $look)',
    async ({ locale, name, heading, within, width, look }) => {
      const page = await heartline().visitAs('coordinator-1', { locale, width, dark: look === 'dark' })
      await page.goto(busy)
      expect(await page.locator('h1').textContent()).toBe(heading)
      expect(await page.locator('.chart svg[role=img]').count()).toBe(3)
      expect(await page.locator('.releases caption small').first().textContent()).toBe(within)
      expect(await fitsItsWidth(page)).toBe(true)
      expect(await axe(page)).toEqual([])
      await picture(page, `counts-${name}-${width}-${look}`)
      await page.context().close()
    },
  )

  test('presets, dates and the cut make an address that can be shared, and the table adds up', async () => {
    const page = await heartline().visitAs('coordinator-1')
    await page.goto(busy)
    await page.getByRole('link', { name: '上月' }).click()
    expect(new URL(page.url()).search).toBe('?from=2020-02-01&to=2020-02-29&by=day')
    await page.getByLabel('从', { exact: true }).fill('2020-02-03')
    await page.getByLabel('表格按').selectOption('partner')
    await page.getByRole('button', { name: '查看' }).first().click()
    expect(new URL(page.url()).search).toBe('?from=2020-02-03&to=2020-02-29&by=partner')
    const answered = (await page.locator('.numbers-table tr > :nth-child(3)').allInnerTexts())
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
    await page.locator('#release').selectOption('2020-W07')
    await page.locator('.choose-release button').click()
    expect(await page.locator('.release-name').textContent()).toContain('Week 2020-W07')
  })

  const three = [...languages, { locale: 'zh-TW', name: 'hant' } as const]
  test.each(
    three.flatMap(({ locale, name }) => [
      { locale, name, width: 360, scripts: true },
      { locale, name, width: 360, scripts: false },
      { locale, name, width: 1280, scripts: true },
    ]),
  )(
    'the work report is a link away, and reads well on screen and on paper ($name, $width px, scripts: $scripts)',
    async ({ locale, name, width, scripts }) => {
      const page = await heartline().visitAs('coordinator-1', { locale, width, scripts })
      await page.goto('/shifts')
      await page.locator('.staff-header nav a[href="/report"]').click()
      await page.locator('.staff-header nav a[href="/report"][aria-current]').waitFor()
      expect(await page.locator('.report-table tbody').count()).toBe(5)
      expect(await fitsItsWidth(page)).toBe(true)
      expect(await fitsWithin(page, '.report')).toBe(true)
      if (scripts) expect(await axe(page)).toEqual([])
      if (scripts) await picture(page, `report-${name}-${width}`)
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: 680, height: 960 })
      expect(await page.locator('.report-sign').isVisible()).toBe(true)
      expect(await page.locator('.report-table thead').isVisible()).toBe(true)
      expect(await page.locator('.choose-release').isVisible()).toBe(false)
      expect(await fitsItsWidth(page)).toBe(true)
      await picture(page, `report-${name}-print`)
      await page.context().close()
    },
  )

  test('two things crossed open by keyboard, and the page stays well', async () => {
    const page = await heartline().visitAs('coordinator-1')
    await page.goto(busy)
    await page.locator('.crossed summary').first().focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('.crossed table').first().isVisible()).toBe(true)
    expect(await axe(page)).toEqual([])
    await picture(page, 'counts-crossed-zh')
    await page.context().close()
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
  const languages = [
    {
      locale: 'zh-CN',
      name: 'zh',
      lecture: '讲座',
      topic: '疫情中的家庭',
      saved: '已登记',
      reached: '120 人次',
    },
    {
      locale: 'en-GB',
      name: 'en',
      lecture: 'Lecture',
      topic: 'Families in the epidemic',
      saved: 'Recorded',
      reached: '120 reached',
    },
  ] as const
  const looks = [
    { width: 1280, dark: false },
    { width: 360, dark: true },
  ]
  test.each(languages.flatMap(language => looks.map(look => ({ ...language, ...look }))))(
    'a lecture is recorded, and a slip keeps everything typed ($name, $width px)',
    async ({ locale, name, lecture, topic, saved, reached, width, dark }) => {
      const page = await heartline().visitAs('coordinator-1', { locale, width, dark })
      await page.goto('/outreach')
      await page.getByText(lecture, { exact: true }).click()
      await page.locator('#topic').fill(topic)
      await page.locator('#audience').fill('many')
      await page.locator('main button[type=submit]').click()
      expect(await page.locator('#topic').inputValue()).toBe(topic)
      expect(await page.locator('#audience').getAttribute('aria-invalid')).toBe('true')
      expect(await axe(page)).toEqual([])
      await page.locator('#audience').fill('120')
      await page.locator('main button[type=submit]').click()
      expect(await page.getByRole('status').textContent()).toContain(saved)
      expect(await page.locator('.outreach-list li').first().textContent()).toContain(reached)
      expect(await fitsItsWidth(page)).toBe(true)
      expect(await axe(page)).toEqual([])
      await picture(page, `outreach-${name}-${width}`)
      await page.context().close()
    },
  )
})
