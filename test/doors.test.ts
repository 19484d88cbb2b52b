import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissionOf, permissions } from '../src/domain/permission-table.ts'
import { type Asker, type Circle, circles } from '../src/domain/permissions.ts'
import { doors } from '../src/web/doors.ts'
import { type TestApp, testApp } from './support/app.ts'

/** Open to everybody, on purpose: what callers use, the way in for staff, and what says that we are there. */
const openRoutes = [
  'GET /',
  'GET /:locale',
  'GET /:locale/book',
  'POST /:locale/book',
  'GET /:locale/booking',
  'POST /:locale/booking',
  'GET /:locale/callback',
  'POST /:locale/callback',
  'GET /:locale/waiting',
  'POST /:locale/waiting',
  'GET /:locale/now',
  'GET /:locale/breathe',
  'GET /:locale/privacy',
  'GET /api/v1/service',
  'GET /api/v1/slots',
  'POST /api/v1/bookings',
  'POST /api/v1/bookings/lookup',
  'POST /api/v1/bookings/cancel',
  'POST /api/v1/bookings/reschedule',
  'POST /api/v1/callbacks',
  'POST /api/v1/waiting-list',
  // The address is the secret: calendars cannot sign in (docs/decisions/0006-calendar-addresses.md).
  'GET /calendar/:feed',
  'GET /assets/:file',
  'GET /healthz',
  'GET /openapi.json',
  'GET /readyz',
  'GET /sign-in',
  'POST /sign-in',
  'GET /sign-in/mail',
  'GET /sign-in/app',
  'POST /sign-in/app',
  'GET /sign-in/passkey',
  'POST /sign-in/passkey',
  'POST /sign-in/passkey/challenge',
  'GET /sign-in/code',
  'POST /sign-in/code',
  'POST /demo/sign-in',
  'GET /demo/letters',
]

let heartline: TestApp
beforeAll(async () => {
  heartline = await testApp()
})
afterAll(() => heartline.close())

/** Every route with the doors before it; middleware that stands before everything is none. */
function routes() {
  const byName = new Map<string, { method: string; path: string; doors: Circle[] }>()
  for (const { method, path, handler } of heartline.app.routes) {
    if (method === 'ALL' && path === '/*') continue
    const name = `${method} ${path}`
    const route = byName.get(name) ?? { method, path, doors: [] }
    byName.set(name, route)
    const door = doors.get(handler)
    if (door) route.doors.push(door)
  }
  return [...byName].map(([name, route]) => ({ name, ...route }))
}

const shutRoutes = () => routes().filter(({ doors }) => !doors.includes('open'))

/** An address of a route: an id for each parameter, or the first of the values that it may have. */
function addressOf(path: string) {
  return path.replace(/:\w+(?:\{([^}]*)\})?\??/g, (_, pattern?: string) =>
    pattern ? (/\w+/.exec(pattern.replace('(?:', ''))?.[0] ?? '') : '00000000-0000-4000-8000-000000000000',
  )
}

test('every route stands behind exactly one door', () => {
  const wrong = routes().filter(({ doors }) => doors.length !== 1)
  expect(wrong.map(({ name, doors }) => `${name}: ${doors.length} doors`)).toEqual([])
  expect(routes().length).toBeGreaterThan(40)
})

test('every route and its door stand in the table of who may see what, and the table names no other', () => {
  const wrong = routes().flatMap(({ name, doors }) => {
    const row = permissionOf(name)
    return row && row.circle === doors[0]
      ? []
      : [`${name}: ${doors[0]}, in the table ${row?.circle ?? 'missing'}`]
  })
  expect(wrong).toEqual([])
  expect(permissions.map(({ route }) => route).sort()).toEqual(
    routes()
      .map(({ name }) => name)
      .sort(),
  )
})

test('the open routes are those on the written list', () => {
  const open = routes().filter(({ doors }) => doors.includes('open'))
  expect(open.map(({ name }) => name.replace(/\{[^}]*\}/g, '')).sort()).toEqual([...openRoutes].sort())
})

test('whoever is not signed in is refused at every other route', async () => {
  const answers = await Promise.all(
    shutRoutes().map(async ({ name, method, path }) => {
      const answer = await heartline.app.request(addressOf(path), { method })
      const toSignIn = answer.status === 303 && answer.headers.get('Location')?.startsWith('/sign-in')
      return answer.status === 401 || toSignIn ? [] : [`${name}: ${answer.status}`]
    }),
  )
  expect(answers.flat()).toEqual([])
})

test.for(['counselor-1', 'coordinator-1', 'operator-1', 'supervisor-1'])(
  '%s is refused wherever the door names other roles',
  async handle => {
    const person = await heartline.signedIn(handle)
    const role = handle.split('-')[0] as Asker
    const others = shutRoutes().filter(
      ({ doors: [circle = 'open'] }) =>
        circle !== 'line' && !(circles[circle] as readonly Asker[]).includes(role),
    )
    expect(others.length).toBeGreaterThan(0)
    const answers = await Promise.all(
      others.map(async ({ name, method, path }) => {
        const { status } = await person(addressOf(path), { method })
        return status === 403 ? [] : [`${name}: ${status}`]
      }),
    )
    expect(answers.flat()).toEqual([])
  },
)
