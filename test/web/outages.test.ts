import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { doors } from '../../src/web/doors.ts'
import { expectNumbers, locales, outageCases, pagesIn } from '../support/outage-cases.ts'
import { outages, testOutages } from '../support/outages.ts'

// One thing away, or all of it; every combination is in test/long.

let heartline: Awaited<ReturnType<typeof testOutages>>
beforeAll(async () => {
  heartline = await testOutages()
})
afterAll(() => heartline.close())

for (const away of [[], ...outages.map(one => [one]), [...outages]]) outageCases(() => heartline, away)

test('a fault of ours shows the numbers too', async () => {
  const { deps } = heartline.staffed
  const app = createApp({
    ...deps,
    now: () => {
      throw new Error('a clock that fails')
    },
  })
  for (const [locale, segment] of locales) {
    const status = await expectNumbers(app, { path: `/${segment}/callback`, init: {} }, locale)
    expect(status).toBe(500)
  }
})

test('whoever was not served is told when to come again, on a page, by the API, and by the readiness that nobody reads', async () => {
  await heartline.during(['database'], async app => {
    for (const path of ['/readyz', '/api/v1/slots', '/queue']) {
      const { status, headers } = await app.request(path, { headers: { Cookie: 'heartline=x' } })
      expect([path, status, headers.get('Retry-After')]).toEqual([path, 503, '5'])
    }
  })
})

test('no page that is open to callers was left out', () => {
  const { app } = heartline.staffed
  const open = app.routes
    .filter(({ handler, path }) => doors.get(handler) === 'open' && path.startsWith('/:locale'))
    .map(({ method, path }) => `${method} ${path.replace(/\{[^}]*\}/, '')}`)
  const asked = new Set(
    pagesIn(':locale').map(({ path, init }) => `${init.method ?? 'GET'} ${path.replace(/\?.*/, '')}`),
  )
  expect(open.filter(route => !asked.has(route))).toEqual([])
  expect(open.length).toBeGreaterThan(10)
})
