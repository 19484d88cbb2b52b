import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { seedShifts } from '../../src/actions/demo/seed-shifts.ts'
import { connect } from '../../src/db/connect.ts'
import { promptSocket } from '../../src/outside/prompt-socket.ts'
import { testApp } from './app.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { dice } from './dice.ts'
import { type LinkState, poorLink } from './poor-link.ts'

/** What one state of the link came to; times in milliseconds. */
export type LinkCounted = {
  link: LinkState
  asked: number
  served: number
  overFive: number
  slowest: number
  /** From the link being well until all ten connections answered at once. */
  wellAgain: number
  /** How long the machine itself let this program wait at worst: what it does to the other figures is not the link's doing. */
  lag: number
}

const slots = 10
const clients = 12

/**
 * Twelve clients ask pages, times, bookings, telephone events and a queue while the link to PostgreSQL is in each of
 * these states for so long, and gets well again between.
 */
export async function linkStorm(states: LinkState[], seconds: number, seed: number): Promise<LinkCounted[]> {
  const random = dice(seed)
  const direct = await freshDatabase()
  const link = await poorLink(Number(new URL(direct.url).port))
  const through = connect(Object.assign(new URL(direct.url), { port: String(link.port) }).href, {
    slots,
    socket: promptSocket,
  })
  const given: FreshDatabase = {
    ...direct,
    db: through.db,
    connection: through,
    drop: async () => {
      await through.close()
      await direct.drop()
    },
  }
  const app = await testApp(undefined, { ANSWER_WITHIN_MS: '4500' }, given)
  await seedShifts(app.deps, { kind: 'system' })
  const counselor = await app.signedIn('counselor-1')
  const times = (await (await app.ask('/api/v1/slots')).json()) as { slots: { startsAt: string }[] }
  let number = 0

  const ask = async () => {
    const n = ++number
    const startsAt = times.slots[Math.floor(random() * times.slots.length)]?.startsAt
    const kinds = [
      () => app.ask('/zh'),
      () => app.ask(`/api/v1/slots?language=zh`),
      () =>
        app.ask('/zh/book', {
          method: 'POST',
          body: new URLSearchParams({
            ageBand: 'adult',
            mode: 'text',
            language: 'zh',
            step: 'language',
            go: 'next',
          }),
        }),
      () =>
        app.ask('/api/v1/bookings', {
          json: { startsAt, mode: 'text', language: 'zh', contact: { mail: 'a@example.org' } },
          headers: { 'Idempotency-Key': `link-${n}` },
        }),
      () =>
        app.ask('/phone/cti/main/demo-line', {
          json: { event: 'newCall', callId: `link-${n}`, from: '13900001111' },
        }),
      () => counselor('/api/v1/queue'),
      () => app.ask('/zh/callback'),
      () => app.ask('/readyz'),
    ]
    const began = performance.now()
    const answer = await (kinds[Math.floor(random() * kinds.length)] as () => Promise<Response>)()
    await answer.arrayBuffer()
    return { ms: performance.now() - began, served: answer.status < 500 }
  }

  const counted: LinkCounted[] = []
  for (const state of states) {
    link.become(state)
    const lag = monitorEventLoopDelay({ resolution: 10 })
    lag.enable()
    const answers: { ms: number; served: boolean }[] = []
    const until = performance.now() + seconds * 1000
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (performance.now() < until) {
          answers.push(await ask())
          await pause(20)
        }
      }),
    )
    link.become('well')
    const healed = performance.now()
    let well = false
    while (!well && performance.now() - healed < 60_000) {
      const began = performance.now()
      const all = await Promise.allSettled(
        Array.from({ length: slots }, () => through.db.execute(sql`select pg_sleep(0.05)`)),
      )
      well = all.every(({ status }) => status === 'fulfilled') && performance.now() - began < 1_000
    }
    counted.push({
      link: state,
      asked: answers.length,
      served: answers.filter(({ served }) => served).length,
      overFive: answers.filter(({ ms }) => ms > 5_000).length,
      slowest: Math.round(Math.max(...answers.map(({ ms }) => ms))),
      wellAgain: Math.round(performance.now() - healed),
      lag: Math.round(lag.max / 1e6),
    })
  }
  await app.close()
  await link.close()
  return counted
}
