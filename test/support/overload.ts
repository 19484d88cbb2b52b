import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { connect, rows } from '../../src/db/connect.ts'
import { startEmbedded } from '../../src/outside/embedded-postgres.ts'
import { openTimes, planFarAhead } from './app-kills.ts'
import { bundle } from './bundle.ts'
import type { FloodAsked, FloodFound, FloodStart } from './flooder.ts'
import { ownFolder } from './own-server.ts'
import type { Probed } from './prober.ts'
import { client, freePort, run } from './program.ts'

/** What is asked of a run: how long the flood lasts, and how many times the load at the knee it is. */
export type Overload = { seed: number; seconds: number; times: number; env?: Record<string, string> }

/** What it came to: requests a second, counts, and times in milliseconds. */
export type OverloadCounted = {
  seed: number
  machineLoad: number
  knee: number
  kneeBy: Record<number, number>
  offered: number
  flood: Omit<FloodFound, 'codes'> & { booked: number }
  /** Acknowledged bookings that are not in the database, and rows that nobody was told of. */
  lost: number
  doubled: number
  crisisQuietP99: number
  crisisAsked: number
  crisisP99: number
  crisisSlowest: number
  crisisWrong: Record<string, number>
}

/**
 * Finds how many bookings a second the real program takes at most, then sends it so many times as many on schedule,
 * whatever it answers, while another program asks for the crisis page ten times a second.
 */
export async function overload({ seed, seconds, times, env = {} }: Overload): Promise<OverloadCounted> {
  const { folder, remove } = await ownFolder()
  const server = await startEmbedded(folder)
  const { db, close } = connect(server.url)
  const PORT = String(await freePort())
  const base = `http://127.0.0.1:${PORT}`
  const bundled = join(folder, 'server.mjs')
  await bundle('src/server.ts', bundled)
  const program = run(bundled, {
    PORT,
    DATABASE_URL: server.url,
    DEMO: 'true',
    KEY_FILE: join(folder, 'keys.json'),
    // So that it is the load that is met, not its price.
    QUIET_HERE: '100000',
    QUIET_EVERYWHERE: '1000000',
    ...env,
  })
  const children: ChildProcess[] = []
  const own = (file: string, args: string[] = []) => {
    const child = fork(join(import.meta.dirname, file), args, { execArgv: [] })
    children.push(child)
    return child
  }
  try {
    await program.until('Ctrl+C')
    await planFarAhead(db)
    const ask = client(base)
    const start: FloodStart = {
      base,
      seed,
      times: await openTimes(ask),
      endsAfterMs: (seconds + 150) * 1_000,
    }
    const flooder = own('flooder.ts')
    await told(flooder, start)
    const flood = async (asked: FloodAsked) => (await told(flooder, asked)) as FloodFound

    const codes: string[] = []
    const kneeBy: Record<number, number> = {}
    for (const atOnce of [2, 2, 4, 6, 8]) {
      const found = await flood({ atOnce, seconds: 3 })
      codes.push(...found.codes)
      kneeBy[atOnce] = Math.round(found.codes.length / found.seconds)
    }
    const knee = Math.max(...Object.values(kneeBy))

    const probing = async (work: () => Promise<unknown>): Promise<Probed> => {
      const child = own('prober.ts', [`${base}/zh/now`, '100', String((seconds + 60) * 1_000)])
      await pause(500)
      await work()
      return (await told(child, 'end')) as Probed
    }
    const quiet = await probing(() => pause(5_000))
    const machineLoad = Math.round((loadavg()[0] ?? 0) * 10) / 10
    let found: FloodFound | undefined
    const crisis = await probing(async () => {
      found = await flood({ rate: knee * times, seconds })
    })
    if (!found) throw new Error('The flood never came.')
    const { codes: during, ...counts } = found
    codes.push(...during)
    const [kept] = await rows<{ count: number }>(db, sql`select count(*)::int as count from bookings`)
    return {
      seed,
      machineLoad,
      knee,
      kneeBy,
      offered: knee * times,
      flood: { ...counts, booked: during.length },
      lost: await missing(ask, codes),
      doubled: (kept?.count ?? Number.NaN) - new Set(codes).size,
      crisisQuietP99: p99(quiet.took),
      crisisAsked: crisis.took.length,
      crisisP99: p99(crisis.took),
      crisisSlowest: Math.round(Math.max(...crisis.took)),
      crisisWrong: crisis.wrong,
    }
  } finally {
    for (const child of children) child.kill('SIGKILL')
    program.child.kill('SIGTERM')
    await program.ended
    await close()
    await server.stop()
    await remove()
  }
}

/** Says something to a program of ours and waits for its answer; a program that ended has none. */
async function told(child: ChildProcess, message: FloodStart | FloodAsked | 'end'): Promise<unknown> {
  const answered = once(child, 'message').then(([answer]) => answer as unknown)
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`It ended by itself with ${code}.`)
  })
  child.send(message)
  return Promise.race([answered, ended])
}

/** How many return codes find no booking. */
async function missing(ask: ReturnType<typeof client>, codes: string[]): Promise<number> {
  const waiting = [...codes]
  let lost = 0
  const lane = async () => {
    for (let code = waiting.pop(); code; code = waiting.pop()) {
      const answer = await ask('/api/v1/bookings/lookup', { returnCode: code })
      await answer.arrayBuffer()
      if (answer.status !== 200) lost += 1
    }
  }
  await Promise.all(Array.from({ length: 4 }, lane))
  return lost
}

function p99(took: number[]): number {
  const sorted = took.toSorted((a, b) => a - b)
  return Math.round((sorted[Math.floor(sorted.length * 0.99)] ?? 0) * 10) / 10
}
