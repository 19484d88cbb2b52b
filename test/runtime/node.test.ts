import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  client,
  dataFolder,
  freePort,
  linesOf,
  nextVersion,
  type Program,
  run,
  untilTrue,
} from '../support/program.ts'

// Programs of their own take their time where the machine has other work.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// A real `npm start`: the tests follow one installation through its day, in this order.

const folder = dataFolder()
let PORT = ''
let base = ''
let server: Program

async function start() {
  server = run('src/server.ts', { DATA_DIR: folder.DATA_DIR, PORT })
  await server.until('Ctrl+C')
}

const isReady = async () => (await fetch(`${base}/readyz`)).status === 200
const postmaster = () =>
  Number(readFileSync(join(folder.DATA_DIR, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

beforeAll(async () => {
  PORT = String(await freePort())
  base = `http://127.0.0.1:${PORT}`
  await start()
})

afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.ended
  await folder.remove()
})

test('the first start prints the three addresses and the demo people, and serves', async () => {
  const said = server.said()
  for (const path of ['/zh', '/queue', '/counts']) expect(said).toContain(`http://localhost:${PORT}${path}\n`)
  for (const person of ['counselor-1 ', 'counselor-20 ', 'coordinator-1 ', 'operator-1 '])
    expect(said).toContain(person)
  expect(await (await fetch(`${base}/readyz`)).json()).toMatchObject({ ready: true })
  expect(said).not.toContain('"event":"request"')
})

test('the demo has open times on each of the next ten days, in every mode and language', async () => {
  const days = new Map<string, Set<string>>()
  const from = new Date().toISOString()
  const to = new Date(Date.now() + 11 * 86_400_000).toISOString()
  const { slots } = (await (await fetch(`${base}/api/v1/slots?from=${from}&to=${to}`)).json()) as {
    slots: { startsAt: string; modes: string[]; languages: string[] }[]
  }
  for (const { startsAt, modes, languages } of slots) {
    const day = startsAt.slice(0, 10)
    days.set(day, new Set([...(days.get(day) ?? []), ...modes, ...languages]))
  }
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const coming = [...days].filter(([day]) => day > today).sort()
  expect(coming.length).toBeGreaterThanOrEqual(10)
  for (const [day, offered] of coming.slice(0, 10))
    expect([day, ...offered].sort()).toEqual([day, 'phone', 'text', 'video', 'zh', 'yue', 'en'].sort())
})

test('a second start on the same data serves at another port, and leaves the first alone when it ends', async () => {
  const other = await freePort()
  const second = run('src/server.ts', { DATA_DIR: folder.DATA_DIR, PORT: String(other) })
  await second.until('Ctrl+C')
  expect((await fetch(`http://127.0.0.1:${other}/readyz`)).status).toBe(200)
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
  expect(await isReady()).toBe(true)
})

test('a port that is in use is said in one clear sentence', async () => {
  const second = run('src/server.ts', { DATA_DIR: folder.DATA_DIR, PORT })
  expect(await second.ended).toBe(1)
  expect(second.said()).toBe(
    `端口 ${PORT} 已被占用。请用 PORT 换一个，或先结束占用它的程序。\nPort ${PORT} is already in use. Choose another with PORT, or end what uses it.\n`,
  )
})

test('a booking survives the sudden end of the program', async () => {
  const ask = client(base)
  const { slots } = (await (await ask('/api/v1/slots?language=zh&mode=text')).json()) as {
    slots: { startsAt: string }[]
  }
  const made = await ask('/api/v1/bookings', { startsAt: slots[3]?.startsAt, mode: 'text', language: 'zh' })
  expect(made.status).toBe(201)
  const { returnCode } = (await made.json()) as { returnCode: string }
  server.child.kill('SIGKILL')
  await server.ended
  await start()
  const found = await ask('/api/v1/bookings/lookup', { returnCode })
  expect(await found.json()).toMatchObject({ startsAt: slots[3]?.startsAt })
})

test('while the database is gone pages show the numbers, and the program recovers by itself', async () => {
  const before = server.child.pid
  process.kill(postmaster(), 'SIGKILL')
  const answer = await fetch(`${base}/api/v1/slots`)
  const page = await fetch(`${base}/sign-in`)
  expect([200, 503]).toContain(answer.status)
  expect(await page.text()).toContain('12356')
  await untilTrue(isReady, 10_000)
  expect(server.child.pid).toBe(before)
  expect(server.child.exitCode).toBeNull()
})

test('it ends within five seconds though a stream is open, and takes its database along', async () => {
  const counselor = client(base)
  await counselor('/demo/sign-in', { as: 'counselor-1' })
  await nextVersion(linesOf(await counselor('/api/v1/queue/events')))
  const started = performance.now()
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(performance.now() - started).toBeLessThan(5000)
  expect(existsSync(join(folder.DATA_DIR, 'postgres/postmaster.pid'))).toBe(false)
})

test('a wrong environment lists every wrong key, a line each, and ends with 1', async () => {
  const wrong = run('src/server.ts', {
    DATABASE_URL: 'mysql://nobody',
    PORT: '99999',
    DEMO: 'perhaps',
    OFFER_SECONDS: 'twenty',
    TIME_ZONE: 'Mars/Olympus',
  })
  expect(await wrong.ended).toBe(1)
  const keys = [
    'DATABASE_URL',
    'PORT',
    'DEMO',
    'OFFER_SECONDS',
    'TIME_ZONE',
    'EMERGENCY_CHECKED_ON',
    'PUBLIC_URL',
  ]
  for (const key of keys) expect(wrong.said()).toMatch(new RegExp(`^ {2}${key}: `, 'm'))
})

test('without a database at the start, the numbers are shown until it comes', async () => {
  const port = await freePort()
  const waiting = run('src/server.ts', {
    DATABASE_URL: `postgres://nobody@127.0.0.1:${await freePort()}/heartline`,
    DATA_DIR: folder.DATA_DIR,
    DEMO: 'true',
    PORT: String(port),
  })
  await waiting.until('The database does not answer yet')
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`)
  expect(ready.status).toBe(503)
  const page = await fetch(`http://127.0.0.1:${port}/zh`)
  expect(await page.text()).toContain('12356')
  waiting.child.kill('SIGTERM')
  expect(await waiting.ended).toBe(0)
})
