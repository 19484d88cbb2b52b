import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A program of ours that runs in a process of its own, what it has printed so far, and how it ended. */
export type Program = {
  child: ChildProcess
  said(): string
  /** Waits until the program has printed this; throws with all that it printed when it ends before, or is late. */
  until(words: string | RegExp, ms?: number): Promise<void>
  ended: Promise<number | null>
}

/** Runs a TypeScript file as `npm start` does, or a bundle of one, with these variables and none of the test's own. */
export function run(file: string, env: Record<string, string>, args: string[] = []): Program {
  const child = spawn(
    process.execPath,
    [...(file.endsWith('.mjs') ? [] : ['--import', 'tsx']), file, ...args],
    {
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? tmpdir(), LANG: 'C.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', chunk => {
      said += chunk
    })
  const ended = new Promise<number | null>(done => child.once('close', code => done(code)))
  async function until(words: string | RegExp, ms = 60_000) {
    for (let waited = 0; waited < ms; waited += 25) {
      if (typeof words === 'string' ? said.includes(words) : words.test(said)) return
      if (child.exitCode !== null || child.signalCode !== null) break
      await pause(25)
    }
    throw new Error(`Never said ${words}. It said:\n${said}`)
  }
  return { child, said: () => said, until, ended }
}

/** A folder for the data of one installation, which PostgreSQL may enter under another user too. */
export function dataFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'heartline-runs-'))
  chmodSync(folder, 0o755)
  return {
    DATA_DIR: join(folder, 'data'),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const probe = createServer().on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** A client of the service at an address: speaks JSON, keeps its cookie. */
export function client(base: string) {
  let cookie = ''
  return async function ask(path: string, json?: unknown, method = json === undefined ? 'GET' : 'POST') {
    const answer = await fetch(base + path, {
      method,
      headers: {
        ...(cookie && { Cookie: cookie }),
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      redirect: 'manual',
    })
    cookie = answer.headers.get('Set-Cookie')?.split(';')[0] ?? cookie
    return answer
  }
}

/** Asks again and again until the answer is as wished; answers how many milliseconds that took. */
export async function untilTrue(wish: () => Promise<boolean>, ms: number): Promise<number> {
  const started = performance.now()
  while (!(await wish().catch(() => false))) {
    if (performance.now() - started > ms) throw new Error(`Not within ${ms} ms.`)
    await pause(50)
  }
  return performance.now() - started
}

/** The lines of an answer as they come. */
export async function* linesOf(answer: Response): AsyncGenerator<string, undefined> {
  let rest = ''
  for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

/** The next version that an event stream tells. */
export async function nextVersion(lines: AsyncGenerator<string, undefined>): Promise<string> {
  for (;;) {
    const { value, done } = await lines.next()
    if (done) throw new Error('The stream ended.')
    if (value.startsWith('data:')) return value.slice(5).trim()
  }
}
