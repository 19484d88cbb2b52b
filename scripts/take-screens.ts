import { mkdirSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'

// Takes the pictures of docs/screens from a running demo into which docs/replays/qiqihar-2020.jsonl was replayed:
// npx tsx scripts/take-screens.ts [http://localhost:8787]

const base = process.argv[2] ?? 'http://localhost:8787'
const folder = 'docs/screens'
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
})

type Language = 'zh' | 'en'
type Shot = { name: string; as?: string; open: (page: Page, language: Language) => Promise<unknown> }

const shots: Shot[] = [
  { name: 'home', open: (page, language) => page.goto(`${base}/${language}`) },
  { name: 'book', open: openTimes },
  { name: 'danger', open: (page, language) => page.goto(`${base}/${language}/now`) },
  { name: 'queue-offer', as: 'counselor-1', open: openOffer },
  { name: 'shifts', as: 'coordinator-1', open: (page, lang) => page.goto(`${base}/shifts?lang=${lang}`) },
  {
    name: 'counts',
    as: 'coordinator-1',
    open: (page, lang) => page.goto(`${base}/counts?from=2020-02-01&to=2020-03-15&by=day&lang=${lang}`),
  },
]

for (const { name, as, open } of shots)
  for (const language of ['zh', 'en'] as const)
    for (const width of [360, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: width === 360 ? 760 : 860 } })
      const page = await context.newPage()
      if (as) await page.request.post(`${base}/demo/sign-in`, { data: { as } })
      await open(page, language)
      await page.waitForTimeout(500)
      await page.screenshot({ path: `${folder}/${name}-${language}-${width}.png` })
      await context.close()
    }
await browser.close()

/** Through the questions of a booking, to the times. */
async function openTimes(page: Page, language: Language) {
  await page.goto(`${base}/${language}/book`)
  const next = page.locator('main form button').last()
  await next.click()
  await page.locator('input[name=ageBand][value=adult]').check({ force: true })
  await next.click()
  await page.locator('input[name=mode][value=text]').check({ force: true })
  await next.click()
  await page.locator('input[name=language]').first().check({ force: true })
  await next.click()
  await page.locator('input[name=startsAt], button[name=startsAt]').first().waitFor()
}

/** A call that rings on the counselor's page; the one before it is given up first. */
async function openOffer(page: Page, language: Language) {
  const call = `screen-${language}-${page.viewportSize()?.width}-${Date.now()}`
  const line = { headers: { Authorization: 'Bearer demo-line' } }
  await page.request.put(`${base}/api/v1/duty`, { data: { on: true } })
  await page.request.post(`${base}/phone/cti/main`, {
    ...line,
    data: { event: 'newCall', callId: call, from: 'anonymous' },
  })
  await page.goto(`${base}/queue?lang=${language}`)
  await page.waitForTimeout(1500)
  setTimeout(() => {
    fetch(`${base}/phone/cti/main`, {
      method: 'POST',
      headers: { ...line.headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ event: 'hangup', callId: call }),
    })
  }, 1500)
}
