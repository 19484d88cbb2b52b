import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from '../../src/outside/embedded-postgres.ts'
import { install } from '../bench/installation.ts'
import { ownFolder } from '../support/own-server.ts'
import { type Raced, raceForSlots } from '../support/slot-race.ts'

// G1 of the safety figures, on a server of its own as we start it for everybody: fsync on. RACE_SEEDS and RACE_ATTEMPTS
// repeat a run, or shorten it.
const attempts = Number(process.env.RACE_ATTEMPTS ?? 100_000)
const seeds = process.env.RACE_SEEDS?.split(',').map(Number) ?? [
  randomInt(2 ** 31),
  randomInt(2 ** 31),
  randomInt(2 ** 31),
]

const counselors = 12
const halfHour = 30 * 60_000

let own: Awaited<ReturnType<typeof ownFolder>>
let server: Embedded
beforeAll(async () => {
  own = await ownFolder()
  server = await startEmbedded(own.folder)
})
afterAll(async () => {
  await server.stop()
  await own.remove()
})

test('forty clients race for times: nobody gets one twice, no deadlock is shown, no free time is lost', async () => {
  const all: Raced[] = []
  for (const seed of seeds) {
    const installed = await install({ serverUrl: server.url, folder: own.folder }, counselors)
    const { deps, sql } = installed
    const first = Math.ceil(deps.now().getTime() / halfHour) * halfHour + 2 * 86_400_000
    const starts = Array.from({ length: 200 }, (_, index) => new Date(first + index * halfHour))
    await sql`
      insert into shifts (counselor_id, starts_at, ends_at, planned_at)
      select id, ${starts[0] as Date}, ${new Date(first + starts.length * halfHour)}, now()
      from people where handle like 'bench-%'`
    await sql`analyze`
    const raced = await raceForSlots(deps, { attempts, clients: 40, seed, starts, counselors })
    console.log(JSON.stringify({ attempts, ...raced }))
    all.push(raced)
    await installed.close()
  }
  for (const raced of all) {
    expect(raced).toMatchObject({ shown: {}, overlaps: 0, deadlocks: 0, unbookable: 0 })
    expect(raced.p99).toBeLessThan(150)
  }
})
