import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await app.deps.keys.prepare('2026-11-23', 3)
})
afterAll(() => app.close())

test('coordinators see what will be forgotten, with its periods; nobody else does', async () => {
  const page = await (await app.signedIn('coordinator-1'))('/retention')
  const html = await page.text()
  expect(page.status).toBe(200)
  for (const words of ['72', '7', '3', '12']) expect(html).toContain(words)
  for (const who of ['counselor-1', 'operator-1'])
    expect((await (await app.signedIn(who))('/retention')).status).toBe(403)
  expect((await app.ask('/retention')).status).toBe(303)
})

test('the promise to callers and the plan take their figures from the same rules', async () => {
  const other = await testApp(undefined, { CONTACT_HOURS: '120', KEEP_DAYS: '11' })
  const promise = await (await other.ask('/en/privacy')).text()
  const plan = await (await (await other.signedIn('coordinator-1'))('/retention?lang=en')).text()
  await other.close()
  expect(promise).toContain('5 days after your time')
  expect(promise).toContain('11 days after your time')
  expect(plan).toMatch(/120 (hours|小时)|120 小時/)
  expect(plan).toMatch(/11 (days|天)/)
})
