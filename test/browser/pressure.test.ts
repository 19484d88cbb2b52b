import { expect, test } from 'vitest'
import { useBrowser } from '../support/browser.ts'

const browser = useBrowser(undefined, { QUIET_EVERYWHERE: '1' })

const flood = () =>
  browser().app.ask('/api/v1/callbacks', {
    json: { phone: '13900000000', language: 'zh', ageBand: 'adult' },
    headers: { 'Idempotency-Key': 'flood' },
  })

test('while many forms come, a browser pays by itself, and one without script is told how long to wait', async () => {
  expect((await flood()).status).toBe(201)
  for (const scripts of [true, false]) {
    const page = await browser().visit({ scripts, width: 360 })
    await page.goto('/zh/callback')
    await page.fill('#phone', '13812345678')
    await page.check('input[name=ageBand][value=adult]', { force: true })
    await page.click('button.go-on')
    if (scripts) await page.waitForSelector('text=我们会打给您')
    else {
      await page.waitForSelector('.notice')
      expect(await page.textContent('.notice')).toMatch(/请等 \d+ 秒.*12356/)
      expect(await page.inputValue('#phone')).toBe('13812345678')
    }
  }
})
