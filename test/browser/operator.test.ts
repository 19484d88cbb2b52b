import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { textsOf } from '../../src/texts/texts.ts'
import { axe, fitsItsWidth, picture, useBrowser } from '../support/browser.ts'

const browser = useBrowser('2026-11-23T19:04:00+08:00')

afterEach(async () => {
  await browser().app.database.db.execute(
    sql`update calls set state = 'closed', closed_at = now() where state <> 'closed'`,
  )
})

describe.each([
  ['zh', 'zh-CN', textsOf('zh-Hans')],
  ['en', 'en-GB', textsOf('en')],
  ['hant', 'zh-TW', textsOf('zh-Hant')],
] as const)('in %s', (name, locale, { operator: words, labels }) => {
  test('a call is registered with one key, and what nobody can take says what to do', async () => {
    const page = await browser().visitAs('operator-1', { locale })
    await page.goto('/calls')
    await page.getByText(words.none).waitFor()
    await page.keyboard.press('Alt+1')
    await page.getByText(words.registered).waitFor()
    await page.getByText(words.states.unanswered).waitFor()
    await page.getByText(words.whatToDo('12356')).waitFor()
    expect(await axe(page)).toEqual([])
    await picture(page, `calls-1280-${name}`)
    const coordinator = await browser().visitAs('coordinator-1', { locale, width: 360, dark: name === 'zh' })
    await coordinator.goto('/calls')
    await page.getByRole('button', { name: words.press(labels.languages.yue) }).click()
    await coordinator.locator('.call').nth(1).waitFor({ timeout: 3000 })
    expect(await axe(coordinator)).toEqual([])
    expect(await fitsItsWidth(coordinator)).toBe(true)
    await picture(coordinator, `calls-360-${name}`)
  })
})

test('without scripts a call is registered, and a language that nobody offers is refused at its field', async () => {
  const words = textsOf('zh-Hans').operator
  const page = await browser().visitAs('operator-1', { scripts: false })
  await page.goto('/calls')
  await page.getByRole('button', { name: words.press(textsOf('zh-Hans').labels.languages.en) }).click()
  await page.getByText(words.registered).waitFor()
  expect(await page.locator('.call').count()).toBe(1)
})
