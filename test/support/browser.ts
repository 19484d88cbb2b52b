import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import packed from '@sparticuz/chromium'
import type { AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { type TestApp, testApp } from './app.ts'

/** How a page is looked at: 1280 × 900, Simplified Chinese, light and with scripts, unless said otherwise. */
export type Look = {
  locale?: 'zh-CN' | 'zh-TW' | 'en-GB'
  width?: number
  height?: number
  dark?: boolean
  scripts?: boolean
}

/** A Heartline on a real port of this machine, and a Chromium before it. */
export type BrowserApp = {
  app: TestApp
  /** Where it is served: `http://127.0.0.1:PORT`, without a slash at the end. */
  base: string
  /** A fresh browser profile with one page; `page.goto('/shifts')` finds its way. */
  visit(look?: Look): Promise<Page>
  /** The same, with a demo person signed in already. */
  visitAs(handle: string, look?: Look): Promise<Page>
}

/** Settings, perhaps with the address under which this machine knows itself as `localhost`, as passkeys want it. */
type Settings = Record<string, string> | ((localhost: string) => Record<string, string>)

/** One Heartline and one Chromium for the tests of a file; ask the getter inside tests. */
export function useBrowser(start?: string, env?: Settings): () => BrowserApp {
  let ready: (BrowserApp & { close(): Promise<void> }) | undefined
  beforeAll(async () => {
    ready = await open(start, env)
  })
  afterAll(() => ready?.close())
  return () => {
    if (!ready) throw new Error('The browser is there from beforeAll on.')
    return ready
  }
}

async function open(start?: string, env?: Settings) {
  const server = createAdaptorServer({ fetch: (...asked) => app.app.fetch(...asked) })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const isLocal = typeof env === 'function'
  const base = `http://${isLocal ? 'localhost' : '127.0.0.1'}:${port}`
  const [app, browser] = await Promise.all([testApp(start, isLocal ? env(base) : env), launch()])

  async function visit({ locale = 'zh-CN', width = 1280, height = 900, dark, scripts = true }: Look = {}) {
    const profile = await browser.newContext({
      baseURL: base,
      locale,
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      javaScriptEnabled: scripts,
    })
    profile.setDefaultTimeout(8_000)
    return profile.newPage()
  }

  async function visitAs(handle: string, look?: Look) {
    const page = await visit(look)
    const answer = await page.request.post('/demo/sign-in', { data: { as: handle } })
    if (!answer.ok()) throw new Error(`${handle} could not sign in: ${answer.status()}`)
    return page
  }

  async function close() {
    await browser.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
    await app.close()
  }

  return { app, base, visit, visitAs, close }
}

/** The machine's own Chromium where there is one, else the one that came with npm. */
async function launch(): Promise<Browser> {
  const own = '/usr/bin/chromium'
  return chromium.launch({
    executablePath: existsSync(own) ? own : await packed.executablePath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds against WCAG 2.2 AA and its own best practices on the page as it stands:
 * [] or one line for each place. Needs scripts in the page's profile.
 */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const results = await page.evaluate(() => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } }
    return axe.run()
  })
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.target.join(' ')} – ${node.failureSummary}`),
  )
}

/** Keeps a picture of the whole page as `SCREENS/name.png`, where the environment names that folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

/** Whether the page can be read without scrolling sideways. */
export async function fitsItsWidth(page: Page): Promise<boolean> {
  return page.evaluate(
    'document.documentElement.scrollWidth <= document.documentElement.clientWidth',
  ) as Promise<boolean>
}

/** Whether what that place holds can be read without scrolling it sideways. */
export async function fitsWithin(page: Page, selector: string): Promise<boolean> {
  return page.locator(selector).evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)
}
