import { expect, test } from 'vitest'
import { axe, fitsItsWidth, type Look, picture, useBrowser } from '../support/browser.ts'
import { onShift } from '../support/on-shift.ts'

const browser = useBrowser('2026-11-23T10:00:00+08:00')

const looks: (Look & { name: string })[] = [
  { name: '320-dark', width: 320, dark: true, locale: 'en-GB' },
  { name: '768-light', width: 768, locale: 'zh-TW' },
  { name: '1280-light', width: 1280, locale: 'zh-CN' },
]
const coordinators = ['/shifts/patterns', '/shifts/open', '/shifts/seats', '/shifts/import']

test.each(looks)(
  'at $name in $locale the roster pages do not scroll sideways and axe is content',
  async ({ name, ...look }) => {
    const coordinator = await browser().visitAs('coordinator-1', look)
    const counselor = await browser().visitAs('counselor-20', look)
    for (const path of [...coordinators, '/my-shifts']) {
      const page = path === '/my-shifts' ? counselor : coordinator
      await page.goto(path)
      expect([path, await axe(page)]).toEqual([path, []])
      expect([path, await fitsItsWidth(page)]).toEqual([path, true])
      await picture(page, `${path.slice(1).replaceAll('/', '-')}-${name}`)
    }
  },
  120_000,
)

test('a coordinator says what evenings need, and the week shows which language lacks somebody', async () => {
  const page = await browser().visitAs('coordinator-1')
  await page.goto('/shifts')
  await page.getByRole('link', { name: '所需席位' }).click()
  await page.getByLabel('粤语，20:00').fill('1')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存。').waitFor()
  expect(await axe(page)).toEqual([])
  await page.goto('/shifts')
  expect(await page.getByText('粤语 0/1').count()).toBe(7)
  expect(await axe(page)).toEqual([])
  await picture(page, 'week-with-languages')
}, 60_000)

test('a coordinator adds a weekly pattern without scripts, and the week shows its shifts', async () => {
  const page = await browser().visitAs('coordinator-1', { scripts: false })
  await page.goto('/shifts/patterns')
  await page.selectOption('#counselor', { label: '林静 · 卫生健康委' })
  await page.getByLabel('星期三').check()
  await page.fill('#from1', '18:00')
  await page.fill('#to1', '22:00')
  await page.getByRole('button', { name: '添加', exact: true }).click()
  await page.getByText('已添加，排上了 4 个班次。').waitFor()
  await page.goto('/shifts?week=2026-12-02')
  expect(await page.getByRole('button', { name: '取消 林静 18:00–22:00 的班次' }).count()).toBe(1)
}, 60_000)

test('a shift finds cover: asked for, taken by a colleague, and the coordinator sees who has it', async () => {
  const { app } = browser()
  await onShift(app, 'counselor-1', '2026-11-23T18:00:00+08:00', '2026-11-23T22:00:00+08:00')
  const owner = await browser().visitAs('counselor-1')
  await owner.goto('/my-shifts')
  await owner.getByRole('button', { name: /^找人代班 11月23日/ }).click()
  await owner.getByText('正在问其他人。').first().waitFor()
  expect(await axe(owner)).toEqual([])
  await picture(owner, 'cover-asked')

  const colleague = await browser().visitAs('counselor-2', { locale: 'en-GB', width: 360 })
  await colleague.goto('/queue')
  await colleague.getByRole('link', { name: 'My shifts' }).click()
  expect(await axe(colleague)).toEqual([])
  await picture(colleague, 'cover-wanted-360')
  await colleague.getByRole('button', { name: /^Take: Monday 23 November/ }).click()
  await colleague.getByText('The shift is yours. Thank you.').waitFor()
  expect(await axe(colleague)).toEqual([])

  await owner.reload()
  expect(await owner.getByText('11月23日').count()).toBe(0)
  const coordinator = await browser().visitAs('coordinator-1', { locale: 'zh-TW' })
  await coordinator.goto('/shifts/open')
  await coordinator.getByText('周安 已認領').waitFor()
  expect(await axe(coordinator)).toEqual([])
}, 60_000)

test('a list of shifts is looked at, mended and taken over, without scripts', async () => {
  const page = await browser().visitAs('coordinator-1', { scripts: false, locale: 'en-GB', width: 768 })
  await page.goto('/shifts/import')
  await page.getByLabel('Shifts', { exact: true }).check()
  const head = 'counselor,day,from,to\r\n'
  await page.getByLabel('CSV file').setInputFiles({
    name: 'shifts.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${head}counselor-4,2026-12-20,8am,12:00`),
  })
  await page.getByRole('button', { name: 'Look at it first' }).click()
  await page.getByText('Please mend these lines').waitFor()
  await page.getByText('From: Please give a time of day').waitFor()
  await picture(page, 'import-mend')
  await page.getByLabel('Or paste it here').fill(`${head}counselor-4,2026-12-20,08:00,12:00`)
  await page.getByRole('button', { name: 'Look at it first' }).click()
  await page.getByRole('button', { name: 'Plan one shift' }).click()
  await page.getByText('One shift is planned.').waitFor()
  await page.goto('/shifts?week=2026-12-20')
  expect(await page.getByRole('button', { name: 'Cancel the shift of 吴桐, 08:00–12:00' }).count()).toBe(1)
}, 60_000)

test('the preview of a list reads well to axe, at 320 px too', async () => {
  const page = await browser().visitAs('coordinator-1', { width: 320 })
  await page.goto('/shifts/import')
  await page
    .getByLabel('或粘贴在这里')
    .fill('name,mail,role,partner,languages,modes\n程心,x,,police,zh,phone')
  await page.getByRole('button', { name: '先预览' }).click()
  await page.getByRole('heading', { name: '预览' }).waitFor()
  expect(await axe(page)).toEqual([])
  expect(await fitsItsWidth(page)).toBe(true)
  await picture(page, 'import-preview-320')
}, 60_000)

test('a calendar address is shown once, and axe is content with it', async () => {
  const page = await browser().visitAs('counselor-5', { width: 360 })
  await page.goto('/my-shifts')
  await page.getByRole('button', { name: '生成地址' }).click()
  expect(await page.locator('.feed-address').textContent()).toMatch(/\/calendar\/[\w-]{43}\.ics$/)
  expect(await axe(page)).toEqual([])
  expect(await fitsItsWidth(page)).toBe(true)
  await picture(page, 'calendar-address-360')
}, 60_000)

test('two counselors swap their shifts, by keyboard on one side, without scripts on the other', async () => {
  const { app } = browser()
  await onShift(app, 'counselor-6', '2026-11-28T08:00:00+08:00', '2026-11-28T12:00:00+08:00')
  await onShift(app, 'counselor-7', '2026-11-29T08:00:00+08:00', '2026-11-29T12:00:00+08:00')
  const asker = await browser().visitAs('counselor-6', { locale: 'zh-TW' })
  await asker.goto('/my-shifts')
  await asker.getByRole('link', { name: /^換班 11月28日/ }).focus()
  await asker.keyboard.press('Enter')
  await asker.getByLabel('您願意換來的時間').selectOption({ label: '11月29日 星期日 08:00–12:00' })
  expect(await axe(asker)).toEqual([])
  await picture(asker, 'swap')
  await asker.getByRole('button', { name: '去問問看' }).focus()
  await asker.keyboard.press('Enter')
  await asker.getByText('您想換成 11月29日').waitFor()
  expect(await axe(asker)).toEqual([])

  const seen = await browser().visitAs('counselor-7', { width: 320, dark: true })
  await seen.goto('/my-shifts')
  expect(await axe(seen)).toEqual([])
  expect(await fitsItsWidth(seen)).toBe(true)
  await picture(seen, 'swap-asked-320')
  const asked = await browser().visitAs('counselor-7', { scripts: false })
  await asked.goto('/my-shifts')
  await asked.getByRole('button', { name: /^换，我值 11月28日/ }).click()
  await asked.getByText('换好了，两个班都已换人。').waitFor()
  await asker.reload()
  expect(await asker.getByText('11月29日 星期日 08:00–12:00').count()).toBe(1)
}, 60_000)

test.each([
  {
    locale: 'zh-CN',
    day: '08',
    people: ['counselor-8', 'counselor-9'],
    swap: /^换班 /,
    wish: '您愿意换来的时间',
    other: '12月8日 星期二 14:00–18:00',
    ask: '去问',
    accept: /^换，我值/,
    done: '换好了，两个班都已换人。',
  },
  {
    locale: 'en-GB',
    day: '10',
    people: ['counselor-10', 'counselor-11'],
    swap: /^Swap: /,
    wish: 'Time that you would take',
    other: 'Thursday 10 December, 14:00–18:00',
    ask: 'Ask',
    accept: /^Swap: take /,
    done: 'Swapped. Both shifts have changed hands.',
  },
  {
    locale: 'zh-TW',
    day: '11',
    people: ['counselor-12', 'counselor-13'],
    swap: /^換班 12月11日/,
    wish: '您願意換來的時間',
    other: '12月11日 星期五 14:00–18:00',
    ask: '去問問看',
    accept: /^換，我值/,
    done: '換好了，兩個班都已換人。',
  },
] as const)(
  'two counselors swap in $locale, without scripts',
  async ({ locale, day, people: [first, second], ...words }) => {
    const { app } = browser()
    const on = (handle: string, hour: string, until: string) =>
      onShift(app, handle, `2026-12-${day}T${hour}:00:00+08:00`, `2026-12-${day}T${until}:00:00+08:00`)
    await on(first, '08', '12')
    await on(second, '14', '18')
    const asker = await browser().visitAs(first, { locale, scripts: false, width: 360 })
    await asker.goto('/my-shifts')
    await asker.getByRole('link', { name: words.swap }).click()
    await asker.getByRole('button', { name: words.ask, exact: true }).click()
    await asker.locator('.mend a[href="#other"]').waitFor()
    expect(await fitsItsWidth(asker)).toBe(true)
    await asker.getByLabel(words.wish).selectOption({ label: words.other })
    await asker.getByRole('button', { name: words.ask, exact: true }).click()
    await asker.waitForURL(/my-shifts/)
    const seen = await browser().visitAs(second, { locale, width: 360 })
    await seen.goto('/my-shifts')
    expect(await axe(seen)).toEqual([])
    expect(await fitsItsWidth(seen)).toBe(true)
    await picture(seen, `swap-asked-${locale}`)
    const asked = await browser().visitAs(second, { locale, scripts: false, width: 360 })
    await asked.goto('/my-shifts')
    await asked.getByRole('button', { name: words.accept }).click()
    await asked.getByText(words.done).waitFor()
    await picture(asker, `swap-wished-${locale}`)
    await asker.goto('/my-shifts')
    expect(await asker.getByText(words.other).count()).toBe(1)
  },
  60_000,
)
