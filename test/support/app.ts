import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedPeople } from '../../src/actions/demo/seed-people.ts'
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { connect } from '../../src/db/connect.ts'
import type { Deps } from '../../src/deps.ts'
import type { StaffActor } from '../../src/domain/actor.ts'
import { localDay } from '../../src/domain/time.ts'
import { localChanges } from '../../src/outside/changes.ts'
import { keptMail } from '../../src/outside/kept-mail.ts'
import { keyFile } from '../../src/outside/key-file.ts'
import { personByHandle } from '../../src/reads/person-by-handle.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'

/** A clock that a test sets and winds. */
export type Clock = { now: Date; wind: (seconds: number) => void }

/** A test asks more in a minute than a city in an hour. */
const quietForTests = {
  DEMO: 'true',
  IDLE_MINUTES: '720',
  STEP_UP_MINUTES: '720',
  QUIET_HERE: '100000',
  QUIET_EVERYWHERE: '1000000',
  BOOKINGS_AT_ONCE: '1000',
  ANSWER_WITHIN_MS: '60000',
}

/** A Heartline of its own: fresh database, demo people, kept mail, a clock that stands until it is wound. */
export async function testApp(
  start = '2026-11-23T10:00:00+08:00',
  env: Record<string, string> = {},
  given?: FreshDatabase,
) {
  const database = given ?? (await freshDatabase())
  const clock: Clock = {
    now: new Date(start),
    wind: seconds => {
      clock.now = new Date(clock.now.getTime() + seconds * 1000)
    },
  }
  const config = readConfig({ ...quietForTests, ...env })
  const mail = keptMail()
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  const keyPath = join(mkdtempSync(join(tmpdir(), 'heartline-keys-')), 'keys.json')
  const keys = keyFile(keyPath, random, () => localDay(clock.now, config.TIME_ZONE))
  const lines: Record<string, unknown>[] = []
  // As an installation has it: behind the walls that PostgreSQL keeps. What a test looks into stands before them.
  const own = connect(database.url, { deadlineMs: 20_000 })
  own.raiseWalls()
  const deps: Deps = {
    db: own.db,
    now: () => clock.now,
    random,
    config,
    keys,
    mail,
    changes: localChanges(),
    log: line => lines.push(line),
  }
  await seedPeople(deps, { kind: 'system' })
  const app = createApp(deps)

  /** A browser of one person: keeps the cookie, speaks JSON. */
  async function signedIn(handle: string) {
    const answer = await app.request('/demo/sign-in', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ as: handle }),
    })
    const cookie = answer.headers.get('Set-Cookie')?.split(';')[0] ?? ''
    return (path: string, init: RequestInit & { json?: unknown } = {}) => ask(path, init, cookie)
  }

  /** Asks without being anybody; `json` becomes the body, and makes it a POST unless said otherwise. */
  function ask(path: string, { json, ...init }: RequestInit & { json?: unknown } = {}, cookie = '') {
    const headers = new Headers(init.headers)
    if (cookie) headers.set('Cookie', cookie)
    if (json !== undefined) headers.set('Content-Type', 'application/json')
    return app.request(path, {
      method: json === undefined ? 'GET' : 'POST',
      ...init,
      headers,
      ...(json !== undefined && { body: JSON.stringify(json) }),
    })
  }

  async function person<K extends StaffActor['kind']>(handle: string, _kind?: K) {
    return (await personByHandle(deps, handle)) as Extract<StaffActor, { kind: K }>
  }

  const close = async () => {
    await own.close()
    await database.drop()
  }
  return { app, keyPath, deps, clock, mail, lines, database, ask, signedIn, person, close }
}

export type TestApp = Awaited<ReturnType<typeof testApp>>
