import { type Config, readConfig, WrongEnvironment } from './config.ts'
import { connect } from './db/connect.ts'
import type { Deps } from './deps.ts'
import { localDay } from './domain/time.ts'
import { chosenMail } from './outside/chosen-mail.ts'
import { type KeyStore, keyBinding } from './outside/key-binding.ts'
import type { Mail } from './outside/mail.ts'
import { polledChanges } from './outside/polled-changes.ts'
import { changesFor } from './reads/changes-version.ts'
import type { Paces, Step } from './tick.ts'
import { forCallers } from './web/for-callers.ts'
import { isForCallers } from './web/is-for-callers.ts'
import { comeAgainSeconds } from './web/refuse.ts'
import { shell } from './web/shell.ts'

// Cloudflare entry. Nothing that talks to the outside may outlive its event here, so each event opens its own. It starts
// with what callers need, while their connection is still being made; the rest is loaded by the first event that needs it.

/** The bindings of wrangler.toml beside the settings: the database, the secret with the keys, and a place for daily keys. */
type Bindings = Record<string, unknown> & {
  HYPERDRIVE?: { connectionString?: string }
  KEY_RING?: string
  KEYS?: KeyStore
  /** A second place for daily keys, which makes good the loss of the first. */
  KEYS_COPY?: KeyStore
}

type Lasting = { waitUntil(work: Promise<unknown>): void }

/** How long one scheduled event goes on ticking: cron comes each minute, and an offer lives for seconds. */
const tickingMs = 50_000
const tickEachMs = 2_000

export default {
  async fetch(request: Request, env: Bindings, lasting: Lasting): Promise<Response> {
    const opened = openedOrFault(env)
    if (opened instanceof Response) return opened
    const answer = await (await appFor(request, opened.deps)).fetch(request)
    if (!answer.body || !answer.headers.get('Content-Type')?.startsWith('text/event-stream')) {
      lasting.waitUntil(opened.close())
      return answer
    }
    // A stream goes on asking the database until its last byte, or until nobody reads it any more.
    const { readable, writable } = new TransformStream()
    lasting.waitUntil(
      answer.body
        .pipeTo(writable)
        .catch(() => {})
        .then(opened.close),
    )
    return new Response(readable, answer)
  },

  async scheduled(_event: unknown, env: Bindings): Promise<void> {
    const opened = openedOrFault(env)
    if (opened instanceof Response) throw new Error(await opened.text())
    const { deps, close } = opened
    const { takeLive, unhurried, urgent } = await import('./tick.ts')
    const paces: Paces = new Map()
    const slowly = deps.config.DEMO ? [...unhurried, seedDemo] : unhurried
    try {
      await Promise.all([
        ticking(() => takeLive(urgent, deps, paces)),
        ticking(() => takeLive(slowly, deps, paces)),
      ])
    } finally {
      await close()
    }
  },
}

/** As much of Heartline as a request needs. */
async function appFor(request: Request, deps: Deps) {
  if (isForCallers(request)) return shell(deps, () => forCallers)
  const { forStaff } = await import('./web/for-staff.ts')
  return shell(deps, app => [...forCallers, ...forStaff(app)])
}

/** Works again and again, until the next scheduled event is near. */
async function ticking(work: () => Promise<void>) {
  const until = Date.now() + tickingMs
  while (Date.now() < until) {
    await work()
    await new Promise(done => setTimeout(done, tickEachMs))
  }
}

const seedDemo: Step = {
  name: 'seed demo',
  daily: true,
  run: async (deps, actor) => {
    const { seedPeople } = await import('./actions/demo/seed-people.ts')
    const { seedShifts } = await import('./actions/demo/seed-shifts.ts')
    await seedPeople(deps, actor)
    await seedShifts(deps, actor)
  },
}

/** What outlives an event: settings, and in a demo the letters, so that they can be looked at. */
const known = new WeakMap<Bindings, { config: Config; mail: Mail }>()

function settingsOf(env: Bindings) {
  const before = known.get(env)
  if (before) return before
  // Wherever a database is bound this is no demo, unless it says so.
  const config = readConfig({
    ADDRESS_HEADER: 'cf-connecting-ip',
    ...env,
    DATABASE_URL: env.HYPERDRIVE?.connectionString,
  })
  const mail = chosenMail({ url: config.MAIL_URL, from: config.MAIL_FROM, keep: config.DEMO })
  known.set(env, { config, mail })
  return { config, mail }
}

function open(env: Bindings): { deps: Deps; close(): Promise<void> } {
  const { config, mail } = settingsOf(env)
  const connection = connect(config.DATABASE_URL ?? '', { slots: 2, serverTimeouts: false })
  const changes = polledChanges(people => changesFor(connection, people))
  const now = () => new Date()
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
  const today = () => localDay(now(), config.TIME_ZONE)
  const deps: Deps = {
    db: connection.db,
    now,
    random,
    config,
    keys: keyBinding(env.KEY_RING ?? '', { random, today }, env.KEYS, env.KEYS_COPY),
    mail,
    changes,
    log: line => {
      if (line.event !== 'request' || config.LOG_REQUESTS) console.log(JSON.stringify(line))
    },
  }
  const close = async () => {
    await changes.close()
    await connection.close()
  }
  return { deps, close }
}

/** Opens what an event needs; where settings are wrong, an answer that names their keys and nothing else. */
function openedOrFault(env: Bindings) {
  const missing = [
    ...(env.HYPERDRIVE?.connectionString ? [] : ['HYPERDRIVE']),
    ...(env.KEY_RING ? [] : ['KEY_RING']),
  ]
  try {
    if (missing.length === 0) return open(env)
    settingsOf({ ...env, HYPERDRIVE: { connectionString: 'postgres://nowhere/heartline' } })
    return fault(missing)
  } catch (error) {
    const wrong = error instanceof WrongEnvironment ? error.faults.map(({ key }) => key) : ['KEY_RING']
    return fault([...new Set([...missing, ...wrong])])
  }
}

/** Whoever needs help and meets an unfinished installation still gets the numbers that hold everywhere. */
function fault(wrong: string[]): Response {
  const problem = {
    type: 'urn:heartline:problem:wrong_settings',
    title: 'This installation is not set up yet. In an emergency call 12356, 120 or 110.',
    status: 503,
    wrong,
  }
  const headers = {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Cache-Control': 'no-store',
    'Retry-After': comeAgainSeconds,
  }
  return new Response(JSON.stringify(problem), { status: 503, headers })
}
