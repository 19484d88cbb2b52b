import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '../../src/db/connect.ts'
import { startEmbedded } from '../../src/outside/embedded-postgres.ts'
import { openTimes, planFarAhead } from './app-kills.ts'
import { bundle } from './bundle.ts'
import { ownFolder } from './own-server.ts'
import type { Probed } from './prober.ts'
import { client, freePort, run } from './program.ts'

/** What a run came to: requests a second, counts by status, and times in milliseconds. */
export type OverloadCounted = {
  knee: number
  offered: number
  seconds: number
  booked: number
  shed: number
  otherwise: number
  withoutNumbers: number
  crisisAsked: number
  crisisWrong: number
  crisisQuietP99: number
  crisisP99: number
  homeWrong: number
  homeP99: number
  eventsWrong: number
  outcomes: number
  carersWrong: number
}

/**
 * Finds how many bookings a second the program takes at most, then sends it five times as many for so long, while the
 * crisis page and home are asked for, calls come in, and a counselor accepts and closes.
 */
export async function overload(seconds: number, times = 5): Promise<OverloadCounted> {
  const { folder, remove } = await ownFolder()
  const server = await startEmbedded(folder)
  const { db, close } = connect(server.url)
  const PORT = String(await freePort())
  const base = `http://127.0.0.1:${PORT}`
  const quiet = { QUIET_HERE: '100000', QUIET_EVERYWHERE: '1000000' }
  const bundled = join(folder, 'server.mjs')
  await bundle('src/server.ts', bundled)
  const program = run(bundled, {
    PORT,
    DATABASE_URL: server.url,
    DEMO: 'true',
    KEY_FILE: join(folder, 'keys.json'),
    ...quiet,
  })
  await program.until('Ctrl+C')
  await planFarAhead(db)
  const ask = client(base)
  const open = await openTimes(ask)
  let next = 0
  let withoutNumbers = 0

  const book = async (): Promise<number> => {
    const answer = await fetch(`${base}/api/v1/bookings`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
      body: JSON.stringify({ startsAt: open[next++ % open.length], mode: 'text', language: 'zh' }),
    }).catch(() => undefined)
    if (!answer) return 0
    const text = await answer.text()
    if (answer.status === 503 && !(text.includes('tel:12356') && answer.headers.get('Retry-After')))
      withoutNumbers += 1
    return answer.status
  }
  const knee = Math.round(await kneeOf(book))

  const probe = (path: string, everyMs: number) => {
    const child = fork(join(import.meta.dirname, 'prober.ts'), [base + path, String(everyMs)], {
      execArgv: [],
    })
    return async (): Promise<Probed> => {
      const found = new Promise<Probed>(done => child.once('message', message => done(message as Probed)))
      child.send('end')
      return found
    }
  }
  const quietly = probe('/zh/now', 20)
  await pause(3_000)
  const crisisQuiet = await quietly()

  const carer = client(base)
  await carer('/demo/sign-in', { as: 'counselor-1' })
  let [eventsWrong, carersWrong, outcomes] = [0, 0, 0]
  let over = false
  const ring = async () => {
    while (!over) {
      const event = { event: 'newCall', callId: randomUUID(), from: '13900001111' }
      const answer = await ask('/phone/cti/main/demo-line', event).catch(() => undefined)
      if (answer?.status !== 200) eventsWrong += 1
      await pause(200)
    }
  }
  const serve = async () => {
    while (!over) {
      const answers = await carry(carer).catch(() => ({ wrong: 1, closed: 0 }))
      carersWrong += answers.wrong
      outcomes += answers.closed
      await pause(50)
    }
  }
  const beside = [ring(), serve()]
  const [crisis, home] = [probe('/zh/now', 20), probe('/zh', 100)]
  await pause(500)
  const flood: Promise<number>[] = []
  const offered = knee * times
  const began = performance.now()
  while (performance.now() - began < seconds * 1000) {
    while (flood.length < ((performance.now() - began) / 1000) * offered) flood.push(book())
    await pause(5)
  }
  const [crisisFound, homeFound] = [await crisis(), await home()]
  const statuses = await Promise.all(flood)
  over = true
  await Promise.all(beside)
  program.child.kill('SIGTERM')
  await program.ended
  await close()
  await server.stop()
  await remove()
  const count = (wanted: number) => statuses.filter(status => status === wanted).length
  return {
    knee,
    offered,
    seconds,
    booked: count(201),
    shed: count(503),
    otherwise: statuses.length - count(201) - count(503) - count(409),
    withoutNumbers,
    crisisAsked: crisisFound.took.length,
    crisisWrong: crisisFound.wrong,
    crisisQuietP99: p99(crisisQuiet.took),
    crisisP99: p99(crisisFound.took),
    homeWrong: homeFound.wrong,
    homeP99: p99(homeFound.took),
    eventsWrong,
    outcomes,
    carersWrong,
  }
}

/** The most bookings a second, over more and more at once. */
async function kneeOf(book: () => Promise<number>): Promise<number> {
  let most = 0
  for (const atOnce of [2, 4, 6]) {
    let done = 0
    const began = performance.now()
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (performance.now() - began < 3_000) if ((await book()) === 201) done += 1
      }),
    )
    most = Math.max(most, done / ((performance.now() - began) / 1000))
  }
  return most
}

/** One look of a counselor at the queue, and what follows from it. */
async function carry(as: ReturnType<typeof client>) {
  const answer = await as('/api/v1/queue')
  if (answer.status !== 200) return { wrong: 1, closed: 0 }
  const queue = (await answer.json()) as {
    me: { state: string }
    offer: { id: string } | null
    current: { callId?: string } | null
  }
  if (queue.current?.callId) {
    const outcome = { ending: 'completed', riskAnswer: 'low', problems: ['mood'] }
    const { ok } = await as(`/api/v1/calls/${queue.current.callId}/outcome`, outcome)
    return { wrong: ok ? 0 : 1, closed: ok ? 1 : 0 }
  }
  if (queue.offer) {
    // Too late (409) is an answer; not to be let in is none.
    const { status } = await as(`/api/v1/offers/${queue.offer.id}/accept`, {})
    return { wrong: status < 500 ? 0 : 1, closed: 0 }
  }
  if (queue.me.state === 'free') return { wrong: 0, closed: 0 }
  const { ok } = await as('/api/v1/duty', { on: true }, 'PUT')
  return { wrong: ok ? 0 : 1, closed: 0 }
}

function p99(took: number[]): number {
  const sorted = took.toSorted((a, b) => a - b)
  return Math.round((sorted[Math.floor(sorted.length * 0.99)] ?? 0) * 10) / 10
}
