import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connect } from '../../src/db/connect.ts'
import { startEmbedded } from '../../src/outside/embedded-postgres.ts'
import { authenticator, type Tricks } from '../support/authenticator.ts'
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

// The same app in a real workerd, by `npm run dev:worker`, on an embedded PostgreSQL of its own.

const folder = dataFolder()
let base = ''
let worker: Program

beforeAll(async () => {
  const PORT = String(await freePort())
  base = `http://127.0.0.1:${PORT}`
  worker = run('scripts/dev-worker.ts', {
    DATA_DIR: folder.DATA_DIR,
    PORT,
    OFFER_SECONDS: '5',
    BOOKINGS_AT_ONCE: '2',
  })
  await worker.until('Ctrl+C', 100_000)
})

afterAll(async () => {
  worker.child.kill('SIGKILL')
  await folder.remove()
})

test('it serves, with the schema that it expects', async () => {
  expect(await (await fetch(`${base}/healthz`)).json()).toEqual({ up: true })
  expect(await (await fetch(`${base}/readyz`)).json()).toMatchObject({ ready: true })
  const page = await fetch(`${base}/zh/now`)
  expect(await page.text()).toContain('12356')
  for (const path of ['/zh', '/en/book', '/hant/booking', '/zh/callback', '/zh/waiting', '/en/privacy'])
    expect((await fetch(base + path)).status, path).toBe(200)
})

test('it describes its API, where no code may be made of text', async () => {
  const document = await (await fetch(`${base}/openapi.json`)).json()
  expect(document).toMatchObject({
    openapi: expect.stringMatching(/^3\.1/),
    paths: { '/api/v1/bookings': { post: { requestBody: { required: true } } } },
  })
})

test('a caller books an open time and finds it again by its code', async () => {
  const ask = client(base)
  const { slots } = (await (await ask('/api/v1/slots?language=zh&mode=phone')).json()) as {
    slots: { startsAt: string }[]
  }
  const wish = {
    startsAt: slots[5]?.startsAt,
    mode: 'phone',
    language: 'zh',
    contact: { phone: '+8613800138000' },
    note: '想聊聊睡眠',
  }
  const made = await ask('/api/v1/bookings', wish)
  expect(made.status).toBe(201)
  const { returnCode } = (await made.json()) as { returnCode: string }
  const found = await ask('/api/v1/bookings/lookup', { returnCode })
  expect(await found.json()).toMatchObject({ startsAt: wish.startsAt })
})

test('a counselor signs in, goes on duty, reads the queue, and is told within two seconds of a call', async () => {
  const counselor = client(base)
  expect((await counselor('/demo/sign-in', { as: 'counselor-1' })).status).toBe(200)
  expect((await counselor('/api/v1/duty', { on: true }, 'PUT')).status).toBe(200)
  expect(await (await counselor('/api/v1/queue')).json()).toMatchObject({
    me: { state: 'free' },
    offer: null,
  })
  const lines = linesOf(await counselor('/api/v1/queue/events'))
  const before = await nextVersion(lines)

  const operator = client(base)
  await operator('/demo/sign-in', { as: 'operator-1' })
  expect((await operator('/api/v1/calls', { language: 'zh' })).status).toBe(201)
  const called = performance.now()
  expect(await nextVersion(lines)).not.toBe(before)
  expect(performance.now() - called).toBeLessThan(2000)
  await untilTrue(async () => {
    const queue = (await (await counselor('/api/v1/queue')).json()) as { offer: unknown }
    return queue.offer !== null
  }, 2000)
})

test('the scheduled tick lets an offer that nobody takes expire', async () => {
  const counselor = client(base)
  await counselor('/demo/sign-in', { as: 'counselor-1' })
  await untilTrue(async () => {
    const { me } = (await (await counselor('/api/v1/queue')).json()) as { me: { state: string } }
    return me.state === 'away'
  }, 15_000)
})

test('an isolate sheds bookings with the numbers while they take longer than they come, and never the crisis page', async () => {
  const { slots } = (await (await client(base)('/api/v1/slots?language=zh&mode=text')).json()) as {
    slots: { startsAt: string }[]
  }
  const book = (n: number) =>
    fetch(`${base}/api/v1/bookings`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
      body: JSON.stringify({
        startsAt: slots[n % 8]?.startsAt,
        mode: 'text',
        language: 'zh',
        contact: { mail: 'a@example.org' },
      }),
    })
  const embedded = await startEmbedded(folder.DATA_DIR)
  const { db, close } = connect(embedded.url, { slots: 1 })
  const asked: Promise<Response>[] = []
  let shed = 0
  try {
    // Nobody can promise a letter meanwhile, so bookings hang in the database.
    await db.transaction(async tx => {
      await tx.execute(sql`lock table letters in access exclusive mode`)
      for (let n = 0; n < 40; n++) asked.push(book(n))
      for (const each of asked) void each.then(({ status }) => (shed += status === 503 ? 1 : 0))
      for (let tries = 0; shed < 38 && tries < 300; tries++) {
        expect((await fetch(`${base}/zh/now`)).status).toBe(200)
        await new Promise(look => setTimeout(look, 10))
      }
    })
  } finally {
    await close()
    await embedded.stop()
  }
  const answers = await Promise.all(asked)
  console.log(`in workerd, two at once: ${shed} of ${asked.length} bookings were shed`)
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5'])
    expect(await answer.json()).toMatchObject({
      code: 'overloaded',
      emergencyNumbers: expect.arrayContaining([{ number: '12356', link: 'tel:12356' }]),
    })
  }
})

test('a passkey is made and signs in, and one for another address does not', async () => {
  const origin = base.replace('127.0.0.1', 'localhost')
  const signedIn = await fetch(`${base}/demo/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"as":"counselor-2"}',
  })
  const Cookie = signedIn.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  const send = (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    fetch(base + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: base, ...headers },
      body: new URLSearchParams(fields),
    })
  const challenge = async (path: string, headers?: Record<string, string>) =>
    ((await (await send(path, {}, headers)).json()) as { challenge: string }).challenge
  const key = authenticator(origin)
  const passkey = key.made(await challenge('/account/passkeys/challenge', { Cookie }))
  expect((await send('/account/passkeys', { passkey, name: '手机' }, { Cookie })).status).toBe(200)
  const use = async (tricks: Tricks = {}) =>
    send('/sign-in/passkey', { passkey: key.used(await challenge('/sign-in/passkey/challenge'), tricks) })
  expect((await use({ origin: 'https://elsewhere.example' })).status).toBe(403)
  const answer = await use()
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/queue'])
})

test('what callers never ask for is loaded when it is asked for: pages of staff, and a workbook', async () => {
  const page = await fetch(`${base}/sign-in?lang=en`)
  expect([page.status, await page.text()]).toEqual([
    200,
    expect.stringContaining('action="/sign-in/passkey"'),
  ])
  const nobody = await fetch(`${base}/queue`, { redirect: 'manual' })
  expect([nobody.status, nobody.headers.get('Location')]).toEqual([303, '/sign-in?to=%2Fqueue'])
  const coordinator = client(base)
  await coordinator('/demo/sign-in', { as: 'coordinator-1' })
  for (const path of ['/counts', '/planner', '/people'])
    expect((await coordinator(path)).status, path).toBe(200)
  const workbook = await coordinator('/api/v1/counts/operations.xlsx?from=2026-01-01&to=2026-01-31&by=day')
  const bytes = Buffer.from(await workbook.arrayBuffer())
  expect([workbook.status, bytes.subarray(0, 2).toString()]).toEqual([200, 'PK'])
  expect(bytes.includes('xl/worksheets/sheet1.xml')).toBe(true)
})

test('bad input is refused with its field, and an unknown page shows the numbers', async () => {
  const ask = client(base)
  const refused = await ask('/api/v1/bookings', {
    startsAt: '2026-02-30T10:00:00Z',
    mode: 'text',
    language: 'zh',
  })
  expect(refused.status).toBe(400)
  expect(await refused.json()).toMatchObject({ code: 'invalid_input', faults: [{ field: 'startsAt' }] })
  const nowhere = await fetch(`${base}/zh/nowhere`)
  expect(nowhere.status).toBe(404)
  expect(await nowhere.text()).toContain('12356')
})

test('it ends within five seconds with everything that it started', async () => {
  const started = performance.now()
  worker.child.kill('SIGTERM')
  expect(await worker.ended).toBe(0)
  expect(performance.now() - started).toBeLessThan(5000)
  await expect(fetch(`${base}/healthz`)).rejects.toThrow()
})
