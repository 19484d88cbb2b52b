import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axe, fitsItsWidth, type Look, picture, useBrowser } from '../support/browser.ts'

const browser = useBrowser('2026-11-23T10:00:00+08:00')

/** What the journey reads and presses in each language; each works in a week of its own. */
const journeys = [
  {
    locale: 'zh-CN',
    who: '周安',
    first: '2026-12-01',
    words: {
      signIn: '以 秦岚 登录',
      counselor: '咨询员',
      plan: '排班',
      planned: '班次已排好。',
      overlap: '第 1 段：这位咨询员在这段时间已有班次。',
      cancel: '取消 周安 08:00–12:00 的班次',
      canceled: '班次已取消。',
      invite: '发出邀请',
      invited: '已邀请 程心',
      people: '成员',
      retire: '为 程心 办理离任',
      yes: '确定离任',
      retired: '已办理离任。',
      signOut: '退出登录',
    },
  },
  {
    locale: 'en-GB',
    who: '沈清',
    first: '2026-12-08',
    words: {
      signIn: 'Sign in as 秦岚',
      counselor: 'Counselor',
      plan: 'Plan',
      planned: 'The shifts are planned.',
      overlap: 'Stretch 1: this person already has a shift in that time.',
      cancel: 'Cancel the shift of 沈清, 08:00–12:00',
      canceled: 'The shift is canceled.',
      invite: 'Invite',
      invited: '程心 is invited',
      people: 'People',
      retire: 'Retire 程心',
      yes: 'Yes, retire',
      retired: 'The person is retired.',
      signOut: 'Sign out',
    },
  },
] as const

/** The number in the grid for a day (row, Monday 0) and an hour. */
const planned = (page: Page, row: number, hour: number) =>
  page.locator('.week-grid tbody tr').nth(row).locator('td').nth(hour).locator('b').textContent()

describe.each(journeys)('a coordinator in $locale', { timeout: 120_000 }, ({ locale, who, first, words }) => {
  test('signs in, plans, is told of an overlap, cancels, invites, retires, signs out', async () => {
    const page = await browser().visit({ locale })
    await page.goto(`/shifts?week=${first}`)
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: words.signIn }).click()
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(`/shifts?week=${first}`)
    expect(await planned(page, 1, 9)).toBe('0')

    await page.getByLabel(words.counselor).selectOption({ label: who })
    await page.fill('#day', first)
    await page.fill('#from1', '08:00')
    await page.fill('#to1', '12:00')
    await page.fill('#from2', '18:00')
    await page.fill('#to2', '22:00')
    await page.getByRole('button', { name: words.plan, exact: true }).click()
    await page.getByText(words.planned).waitFor()
    expect(await planned(page, 1, 9)).toBe('1')
    expect(await planned(page, 1, 12)).toBe('0')
    expect(await planned(page, 1, 21)).toBe('1')
    expect(await axe(page)).toEqual([])

    await page.getByLabel(words.counselor).selectOption({ label: who })
    await page.fill('#day', first)
    await page.fill('#from1', '11:00')
    await page.fill('#to1', '13:00')
    await page.getByRole('button', { name: words.plan, exact: true }).click()
    await page.getByRole('link', { name: words.overlap }).click()
    expect(await page.evaluate('document.activeElement.id')).toBe('from1')
    expect(await page.inputValue('#from1')).toBe('11:00')
    expect(await page.inputValue('#to1')).toBe('13:00')
    expect(await page.inputValue('#day')).toBe(first)
    expect(await axe(page)).toEqual([])
    await picture(page, `overlap-${locale}`)

    await page.getByRole('button', { name: words.cancel }).click()
    await page.getByText(words.canceled).waitFor()
    expect(await planned(page, 1, 9)).toBe('0')

    await page.getByRole('link', { name: words.people, exact: true }).click()
    await page.fill('#name', '程心')
    await page.fill('#mail', `${locale}@example.org`)
    await page.selectOption('#partner', 'police')
    await page.getByRole('button', { name: words.invite, exact: true }).click()
    expect(await page.getByRole('link', { name: /./ }).and(page.locator('.mend a')).count()).toBe(2)
    expect(await axe(page)).toEqual([])
    await picture(page, `invite-mend-${locale}`)
    await page.locator('input[name=languages][value=zh]').check()
    await page.locator('input[name=modes][value=phone]').check()
    await page.getByRole('button', { name: words.invite, exact: true }).click()
    await page.getByRole('heading', { name: words.invited }).waitFor()
    expect(await page.locator('.code-card .code').textContent()).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(await axe(page)).toEqual([])
    await picture(page, `invited-${locale}`)

    await page.goto('/people')
    await page.getByRole('link', { name: words.retire }).click()
    expect(await axe(page)).toEqual([])
    await picture(page, `retire-${locale}`)
    await page.getByRole('button', { name: words.yes }).click()
    await page.getByText(words.retired).waitFor()
    expect(await page.getByRole('link', { name: words.retire }).count()).toBe(0)

    await page.getByRole('button', { name: words.signOut }).click()
    await page.goto('/shifts')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  })

  test('needs no mouse to plan a shift', async () => {
    const page = await browser().visitAs('coordinator-1', { locale })
    await page.goto(`/shifts?week=${first}`)
    // The skip link, then on by Tab alone until the form's first field.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const focused = () => page.evaluate('document.activeElement.id || document.activeElement.name || ""')
    const tabTo = async (id: string) => {
      for (let press = 0; press < 30 && (await focused()) !== id; press++) await page.keyboard.press('Tab')
      expect(await focused()).toBe(id)
    }
    await tabTo('counselor')
    await page.keyboard.type(who)
    if ((await page.inputValue('#counselor')) === '') await page.keyboard.press('ArrowDown')
    // The day is there already: the first of the week that is shown. Time fields take the keys of the
    // browser's own language: where there is no PM, these two are hours of the night.
    await tabTo('from1')
    await page.keyboard.type('0200PM')
    await tabTo('to1')
    await page.keyboard.type('0400PM')
    const hour = Number((await page.inputValue('#from1')).slice(0, 2))
    await page.keyboard.press('Enter')
    await page.getByText(words.planned).waitFor()
    expect(await planned(page, 0, hour)).toBe('1')
  })
})

const looks: (Look & { name: string })[] = [
  { name: '360-light', width: 360, locale: 'zh-CN' },
  { name: '320-dark', width: 320, dark: true, locale: 'en-GB' },
  { name: '768-light', width: 768, locale: 'zh-TW' },
  { name: '1280-dark', width: 1280, dark: true, locale: 'en-GB' },
  { name: '1280-light', width: 1280, locale: 'zh-CN' },
]

test.each(looks)(
  'at $name in $locale nothing scrolls sideways and axe is content',
  async ({ name, ...look }) => {
    const page = await browser().visitAs('coordinator-1', look)
    for (const path of ['/shifts', '/people', '/sign-in', '/sign-in/code']) {
      await page.goto(path)
      expect([path, await axe(page)]).toEqual([path, []])
      expect([path, await fitsItsWidth(page)]).toEqual([path, true])
      await picture(page, `${path.slice(1).replace('/', '-')}-${look.locale}-${name}`)
    }
  },
  120_000,
)

test('without scripts a shift is planned and what was typed is kept all the same', async () => {
  const page = await browser().visitAs('coordinator-1', { scripts: false })
  await page.goto('/shifts?week=2026-12-15')
  await page.selectOption('#counselor', { label: '韩溪' })
  await page.fill('#day', '2026-12-15')
  await page.fill('#from1', '22:00')
  await page.fill('#to1', '02:00')
  await page.getByRole('button', { name: '排班', exact: true }).click()
  await page.getByRole('link', { name: '第 1 段：结束时间早于开始时间，请核对。' }).waitFor()
  expect(await page.inputValue('#to1')).toBe('02:00')
  await page.locator('input[name=next1]').check()
  await page.getByRole('button', { name: '排班', exact: true }).click()
  await page.getByText('班次已排好。').waitFor()
})
