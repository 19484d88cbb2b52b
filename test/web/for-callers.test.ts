import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { localeSegments } from '../../src/domain/codes.ts'
import type { Env } from '../../src/web/env.ts'
import { forCallers } from '../../src/web/for-callers.ts'
import { forStaff } from '../../src/web/for-staff.ts'
import { isForCallers } from '../../src/web/is-for-callers.ts'

const segments = Object.values(localeSegments)
const app = new Hono<Env>()

const asked = (parts: readonly Hono<Env>[]) =>
  parts
    .flatMap(({ routes }) => routes)
    .flatMap(({ method, path }) =>
      [...segments, '00000000-0000-4000-8000-000000000000'].flatMap(value => {
        const address = path.replace(/:\w+(?:\{[^}]*\})?\??/g, value)
        return (method === 'GET' ? ['GET', 'HEAD'] : [method]).map(one => `${one} ${address}`)
      }),
    )

const isServed = (line: string) => {
  const [method, address] = line.split(' ')
  return isForCallers(new Request(`https://heartline.example${address}?lang=zh`, { method }))
}

// A Worker that answered one of them by what callers have would say that there is no such page.
test('nothing of staff is taken for something of callers, or the Worker would never load it', () => {
  const addresses = asked(forStaff(app))
  expect(addresses.length).toBeGreaterThan(100)
  expect(addresses.filter(isServed)).toEqual([])
})

test('what callers have is there from the start, in each language', () => {
  const pages = ['', '/book', '/booking', '/callback', '/waiting', '/now', '/breathe', '/privacy']
  const addresses = segments.flatMap(segment => pages.map(page => `GET /${segment}${page}`))
  expect(
    [...addresses, 'GET /', 'GET /healthz', 'POST /api/v1/bookings'].filter(line => !isServed(line)),
  ).toEqual([])
})

test('nobody stands before all of what callers have, or everything would be theirs', () => {
  expect(['GET /zh/nowhere', 'POST /zh', 'GET /queue', 'GET /openapi.json'].filter(isServed)).toEqual([])
  expect(forCallers.flatMap(({ routes }) => routes).filter(({ method }) => method === 'ALL')).toEqual([])
})
