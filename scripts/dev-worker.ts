import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, processConfig, processLocale, WrongEnvironment } from '../src/config.ts'
import { dayAfter } from '../src/domain/days.ts'
import { localDay } from '../src/domain/time.ts'
import { openHeartline } from '../src/node/open-heartline.ts'
import { prepare } from '../src/node/prepare.ts'
import { complain, say } from '../src/node/say.ts'
import { startScreen } from '../src/node/start-screen.ts'
import { keyDays } from '../src/tick.ts'

// npm run dev:worker: the same app in workerd, on the same database, with the same keys. The keys of the coming
// months are made beforehand, because workerd here has no store to put new ones into.

/** Keys that mean something here and nothing in workerd, or that are said outright below. */
const ownKeys = new Set(['DATABASE_URL', 'DATA_DIR', 'KEY_FILE', 'KEY_RING', 'PUBLIC_URL', 'DEMO'])

const config = read()
const opened = await openHeartline(config)
await prepare(opened)
const today = localDay(opened.deps.now(), config.TIME_ZONE)
await opened.deps.keys.prepare(dayAfter(today, keyDays(config)), 60)
const folder = await mkdtemp(join(tmpdir(), 'heartline-worker-'))
const vars = join(folder, 'vars')
await writeFile(vars, await varsOf(config), { mode: 0o600 })
await chmod(folder, 0o700)

const wrangler = spawn(
  process.execPath,
  [
    'node_modules/wrangler/bin/wrangler.js',
    'dev',
    '--local',
    ...['--ip', config.HOST, '--port', String(config.PORT), '--inspector-port', '0'],
    ...['--env-file', vars, '--persist-to', join(folder, 'state')],
    ...['--show-interactive-dev-session', 'false', '--log-level', 'warn'],
  ],
  {
    env: {
      ...process.env,
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: opened.databaseUrl,
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_SEND_ERROR_REPORTS: 'false',
      CI: 'true',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
const ended = new Promise<number>(done => wrangler.once('exit', code => done(code ?? 0)))
const leaving = new AbortController()
let told = false
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.on(signal, () => {
    told = true
    leaving.abort()
    wrangler.kill('SIGTERM')
    setTimeout(() => wrangler.kill('SIGKILL'), 3000).unref()
  })

void announce()
void beCron()
const code = await ended
leaving.abort()
await rm(folder, { recursive: true, force: true })
await opened.close()
process.exit(told ? 0 : code)

async function announce() {
  while (!leaving.signal.aborted) {
    const up = await fetch(`${local()}/healthz`).catch(() => undefined)
    if (up?.ok) return say('', '  workerd', ...startScreen(config, processLocale()))
    await pause(200)
  }
}

/** What the cron trigger does on Cloudflare: one scheduled event after the other, each of which ticks for a while. */
async function beCron() {
  while (!leaving.signal.aborted) {
    await fetch(`${local()}/cdn-cgi/local/scheduled`, { signal: leaving.signal }).catch(() => {})
    await pause(500)
  }
}

function local() {
  return `http://${config.HOST === '0.0.0.0' ? '127.0.0.1' : config.HOST}:${config.PORT}`
}

/** Settings as workerd gets them: those of this environment, DEMO said outright, and the key ring as the secret it is. */
async function varsOf({ DEMO, KEY_FILE, PUBLIC_URL }: Config): Promise<string> {
  const ring = JSON.stringify(JSON.parse(await readFile(KEY_FILE, 'utf8')))
  const settings = Object.entries(process.env).filter(([key]) => key in config && !ownKeys.has(key))
  const lines = [...settings, ['PUBLIC_URL', PUBLIC_URL], ['DEMO', String(DEMO)], ['KEY_RING', ring]]
  return lines.map(([key, value]) => `${key}='${value}'\n`).join('')
}

function read(): Config {
  try {
    return processConfig()
  } catch (error) {
    if (!(error instanceof WrongEnvironment)) throw error
    complain(...error.faults.map(({ key, expected }) => `${key}: ${expected}`))
    process.exit(1)
  }
}

function pause(ms: number) {
  return new Promise(done => setTimeout(done, ms))
}
