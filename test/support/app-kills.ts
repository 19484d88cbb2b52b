import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { connect, type Database, rows } from '../../src/db/connect.ts'
import { startEmbedded } from '../../src/outside/embedded-postgres.ts'
import { bundle } from './bundle.ts'
import { dice } from './dice.ts'
import { ownFolder } from './own-server.ts'
import { client, freePort, type Program, run } from './program.ts'

/** What a run came to; times in milliseconds from starting the program until it served. */
export type KillsCounted = {
  kills: number
  seed: number
  bookings: number
  outcomes: number
  lost: number
  doubled: number
  half: number
  overFive: number
  slowest: number
  exits: number
  servesAgainMedian: number
  servesAgainWorst: number
}

const bookers = 6
const counselors = 3

/**
 * The real program under load, killed so many times and started again. Callers book and counselors accept and close, each
 * asking again with the same key until they are answered; then the tables are compared with what was acknowledged.
 */
export async function appKills(kills: number, seed: number): Promise<KillsCounted> {
  const random = dice(seed)
  const { folder, remove } = await ownFolder()
  const server = await startEmbedded(folder)
  const { db, close } = connect(server.url)
  const PORT = String(await freePort())
  const base = `http://127.0.0.1:${PORT}`
  const env = {
    PORT,
    DATABASE_URL: server.url,
    DEMO: 'true',
    KEY_FILE: join(folder, 'keys.json'),
    QUIET_HERE: '100000',
    QUIET_EVERYWHERE: '1000000',
    IDLE_MINUTES: '720',
  }
  const bundled = join(folder, 'server.mjs')
  await bundle('src/server.ts', bundled)
  let program: Program
  /** Since when it serves; what was asked before is asked of a program that is not up. */
  let readyAt = Number.POSITIVE_INFINITY
  let killing = false
  let exits = 0
  const start = async () => {
    readyAt = Number.POSITIVE_INFINITY
    const startedAt = performance.now()
    program = run(bundled, env)
    program.child.once('exit', () => {
      if (!killing) exits += 1
    })
    await program.until('Ctrl+C')
    while (
      !(await fetch(`${base}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ))
    )
      await pause(20)
    readyAt = performance.now()
    return readyAt - startedAt
  }
  await start()
  await planFarAhead(db)

  let overFive = 0
  let slowest = 0
  let answers = 0
  /** Asks until there is an answer that is none of 503; a program that was not there is no slow one. */
  const insist = async (ask: () => Promise<Response>): Promise<Response> => {
    for (;;) {
      const began = performance.now()
      const answer = await ask().catch(() => undefined)
      const ms = performance.now() - began
      if (answer && began > readyAt) {
        answers += 1
        slowest = Math.max(slowest, ms)
        if (ms > 5_000) overFive += 1
      }
      if (answer && answer.status !== 503) return answer
      await pause(100)
    }
  }

  let over = false
  const booked = new Map<string, string>()
  const closed = new Set<string>()
  const ask = client(base)
  const times = await openTimes(ask)

  const book = async () => {
    while (!over) {
      const key = randomUUID()
      const startsAt = times[Math.floor(random() * times.length)]
      const answer = await insist(() =>
        fetch(`${base}/api/v1/bookings`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
          body: JSON.stringify({ startsAt, mode: 'text', language: 'zh' }),
        }),
      )
      const { returnCode, code } = (await answer.json()) as { returnCode?: string; code?: string }
      if (returnCode) booked.set(key, returnCode)
      else if (code !== 'slot_taken' && code !== 'slot_not_open')
        throw new Error(`A booking was answered ${code}.`)
      await pause(20)
    }
  }
  const serve = async (number: number) => {
    const as = client(base)
    await insist(() => as('/demo/sign-in', { as: `counselor-${number}` }))
    for (let idle = 0; !over || idle < 10; ) {
      const queue = (await (await insist(() => as('/api/v1/queue'))).json()) as {
        me: { state: string }
        offer: { id: string } | null
        current: { callId?: string } | null
      }
      const { callId } = queue.current ?? {}
      if (callId) {
        const outcome = { ending: 'completed', riskAnswer: 'low', problems: ['mood'] }
        const answer = await insist(() => as(`/api/v1/calls/${callId}/outcome`, outcome))
        const { code } = (await answer.json()) as { code?: string }
        // Already closed: by an earlier try, whose answer was lost.
        if (answer.ok || code === 'already_closed') closed.add(callId)
        else throw new Error(`An outcome was answered ${code}.`)
      } else if (queue.offer) await insist(() => as(`/api/v1/offers/${queue.offer?.id}/accept`, {}))
      else if (queue.me.state !== 'free') await insist(() => as('/api/v1/duty', { on: true }, 'PUT'))
      else {
        idle += 1
        await pause(50)
      }
    }
  }
  const ring = async () => {
    while (!over) {
      const event = { event: 'newCall', callId: randomUUID(), from: '13900001111' }
      await insist(() => ask('/phone/cti/main/demo-line', event))
      await pause(80)
    }
  }
  const load = [
    ...Array.from({ length: bookers }, book),
    ...Array.from({ length: counselors }, (_, number) => serve(number + 1)),
    ring(),
  ]
  const servesAgain: number[] = []
  for (let kill = 0; kill < kills; kill++) {
    // Under load: it has taken bookings and outcomes since it came back.
    const before = { answers, outcomes: closed.size, bookings: booked.size }
    while (
      answers < before.answers + 20 ||
      closed.size === before.outcomes ||
      booked.size === before.bookings
    )
      await pause(20)
    await pause(random() * 900)
    killing = true
    program!.child.kill('SIGKILL')
    await program!.ended
    killing = false
    servesAgain.push(await start())
  }
  await pause(1_000)
  over = true
  await Promise.all(load)
  const found = await compare(db, ask, booked, closed)
  killing = true
  program!.child.kill('SIGTERM')
  await program!.ended
  await close()
  await server.stop()
  await remove()
  servesAgain.sort((a, b) => a - b)
  return {
    kills,
    seed,
    bookings: booked.size,
    outcomes: closed.size,
    ...found,
    overFive,
    slowest: Math.round(slowest),
    exits,
    servesAgainMedian: Math.round(servesAgain[Math.floor(kills / 2)] ?? 0),
    servesAgainWorst: Math.round(servesAgain.at(-1) ?? 0),
  }
}

/** Enough open times that callers seldom meet: everybody on shift for forty days after those of the demo. */
export async function planFarAhead(db: Database) {
  await db.execute(sql`
    insert into shifts (counselor_id, starts_at, ends_at, planned_at)
    select p.id, start, start + interval '8 hours', now() from people p, generate_series(12, 50) d,
      lateral (select date_trunc('day', now()) + d * interval '1 day' as start) s where p.role = 'counselor'`)
}

/** Open times of the coming weeks, as callers are told them. */
export async function openTimes(ask: ReturnType<typeof client>): Promise<string[]> {
  const from = new Date(Date.now() + 86_400_000).toISOString()
  const to = new Date(Date.now() + 50 * 86_400_000).toISOString()
  const answer = await ask(`/api/v1/slots?from=${from}&to=${to}&language=zh&mode=text`)
  return ((await answer.json()) as { slots: { startsAt: string }[] }).slots.map(({ startsAt }) => startsAt)
}

async function compare(
  db: Database,
  ask: ReturnType<typeof client>,
  booked: Map<string, string>,
  closed: Set<string>,
) {
  let lost = 0
  for (const returnCode of booked.values())
    if ((await ask('/api/v1/bookings/lookup', { returnCode })).status !== 200) lost += 1
  const [kept] = await rows<{ bookings: number; outcomes: number; closed: string }>(
    db,
    sql`select (select count(*)::int from bookings) as bookings,
          (select count(*)::int from closings) + (select count(*)::int from spool) + (select count(*)::int from outcomes) as outcomes,
          (select coalesce(string_agg(id::text, ','), '') from calls where state = 'closed') as closed`,
  )
  const callsClosed = new Set(kept?.closed.split(',').filter(Boolean))
  return {
    lost: lost + [...closed].filter(id => !callsClosed.has(id)).length,
    doubled: (kept?.bookings ?? 0) - new Set(booked.values()).size + ((kept?.outcomes ?? 0) - closed.size),
    half: Math.abs(callsClosed.size - (kept?.outcomes ?? 0)),
  }
}
