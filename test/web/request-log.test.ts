import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const logged = () => app.lines.filter(({ event }) => event === 'request').at(-1)

test('a request is logged by the pattern of its route, never by what somebody wrote into the address', async () => {
  const secrets = ['ABCD-EFGH-JKMN-PQRS', '13900001111', 'demo-line', '心里话']
  for (const secret of secrets)
    for (const path of [
      secret,
      `zh/${secret}`,
      `zh/book/${secret}`,
      `api/${secret}`,
      `phone/cti/main/${secret}`,
    ]) {
      await app.ask(`/${encodeURI(path)}?q=${encodeURIComponent(secret)}`, {
        json: { event: 'hangup', callId: 'c1' },
      })
      const line = decodeURIComponent(JSON.stringify(logged()))
      expect(line).not.toContain(secret)
    }
})

test('the log still tells which route it was', async () => {
  await app.ask('/zh/book')
  expect(logged()).toMatchObject({ method: 'GET', route: '/:locale{(?:zh|hant|en)}/book', status: 200 })
  await app.ask('/phone/cti/main/demo-line', { json: { event: 'hangup', callId: 'c2' } })
  expect(logged()).toMatchObject({ route: '/phone/cti/:line/:token', status: 200 })
})
