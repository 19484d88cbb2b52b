import { sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'

let app: TestApp
afterEach(() => app.close())

const open = async (path: string, wish?: RequestInit) => {
  const answer = await app.ask(path, wish)
  return { answer, text: await answer.text() }
}

test('a page that is kept comes again with the same words and headers', async () => {
  app = await testApp('2026-03-02T02:00:00Z')
  for (const path of ['/zh/now', '/en/privacy', '/hant/breathe', '/zh']) {
    const [first, again] = [await open(path), await open(path)]
    expect(again.text).toBe(first.text)
    const headers = ({ headers }: Response) => Object.fromEntries(headers)
    expect(headers(again.answer)).toEqual(headers(first.answer))
    expect(again.answer.headers.get('Cache-Control')).toBe('no-store')
    expect(again.answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  }
})

test('a query, which the links to other languages repeat, is never kept', async () => {
  app = await testApp('2026-03-02T02:00:00Z')
  await open('/zh/now?from=one')
  expect((await open('/zh/now')).text).not.toContain('from=one')
  expect((await open('/zh/now?from=two')).text).toContain('from=two')
})

test('each who begins a booking gets a token of their own', async () => {
  app = await testApp('2026-03-02T02:00:00Z')
  const tokens: string[] = []
  for (let times = 0; times < 3; times++) {
    const { text } = await open('/zh/book')
    tokens.push(/name="token" value="([^"]+)"/.exec(text)?.[1] ?? '')
  }
  expect(new Set(tokens).size).toBe(3)
  expect(tokens.every(token => /^[0-9a-z]+\.[\w-]{22}\.[0-9a-f]{64}$/.test(token))).toBe(true)
})

test('what to expect now is drawn anew as soon as a change is told, and after a second at the latest', async () => {
  app = await testApp('2026-03-02T02:00:00Z')
  const before = (await open('/en')).text
  const put = () =>
    app.database.db.execute(sql`
      insert into calls (channel, language, state, arrived_at, queued_at)
      values ('typed', 'zh', 'waiting', ${app.clock.now.toISOString()}, ${app.clock.now.toISOString()})`)
  await put()
  expect((await open('/en')).text).toBe(before)
  app.deps.changes.tell()
  const one = (await open('/en')).text
  expect(one).not.toBe(before)
  await put()
  app.clock.wind(1)
  expect((await open('/en')).text).not.toBe(one)
})

test('many who ask at once for a page that is no longer true cause one drawing', async () => {
  app = await testApp('2026-03-02T02:00:00Z')
  let drawings = 0
  const { config } = app.deps
  // The home page names the number of the hotline once each time it is drawn.
  app.deps.config = new Proxy(config, {
    get: (of, key) => {
      if (key === 'HOTLINE_NUMBER') drawings++
      return Reflect.get(of, key)
    },
  })
  await open('/en')
  const once = drawings
  app.deps.changes.tell()
  await Promise.all(Array.from({ length: 16 }, () => open('/en')))
  expect(once).toBeGreaterThan(0)
  expect(drawings).toBe(2 * once)
})
