import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { answers, makeDatabase } from './postgres-answer.ts'
import type { Place } from './postgres-cluster.ts'
import { findServer, freePort, hasEnded, lastWords, type Seen, spawnServer } from './postgres-launch.ts'
import { isAlive, type Lease } from './postgres-lease.ts'

/** A server in use: `stop` ends it for all, `letGo` leaves it to the others that use it. */
export type Running = { url: string; started: boolean; stop(): Promise<void>; letGo(): void }

/** Replaying the log after a crash may take its time. */
const patienceMs = 90_000
const stepMs = 50
const lookMs = 250

/** Joins the server that runs in `place`, or starts one and starts it again whenever it dies. */
export async function runServer(place: Place, lease: Lease): Promise<Running> {
  let child: ChildProcess | undefined
  let over = false
  let reviving = Promise.resolve()
  const launch = (port: number) => {
    child = spawnServer(place, port)
    return child
  }
  const seen = await settle(place, launch)
  const started = seen.pid === child?.pid
  const url = await makeDatabase(place, seen.port)

  const watch = (server: Seen) => {
    const died = () => {
      if (!over) reviving = revive()
    }
    if (child && server.pid === child.pid) {
      if (hasEnded(child)) died()
      else child.once('exit', died)
      return
    }
    // Another program's child, which may die together with that program: nothing tells us, so we look.
    const look = setInterval(() => {
      if (!over && isAlive(server.pid)) return
      clearInterval(look)
      died()
    }, lookMs)
    look.unref()
  }
  const revive = async () => {
    while (!over) {
      const again = await settle(place, launch, seen.port).catch(() => undefined)
      if (again) return watch(again)
    }
  }
  // Without a chance to wait: PostgreSQL is told to end and does so after us.
  const lastMoment = () => {
    if (lease.release() && started && child?.pid && !hasEnded(child)) process.kill(child.pid, 'SIGINT')
  }
  const letGo = () => {
    over = true
    process.removeListener('exit', lastMoment)
  }
  process.once('exit', lastMoment)
  watch(seen)
  return {
    url,
    started,
    letGo,
    stop: async () => {
      letGo()
      await reviving
      await stopServer(place)
    },
  }
}

/** Ends the server that runs in `place`, if one does, and waits until it has. */
export async function stopServer(place: Place): Promise<void> {
  const seen = await findServer(place)
  if (!seen) return
  process.kill(seen.pid, 'SIGINT')
  for (let waited = 0; waited < patienceMs && isAlive(seen.pid); waited += stepMs) {
    if (!(await findServer(place))) return
    await pause(stepMs)
  }
}

/** Waits for a server in `place` that answers, launching one (at `port`, or any free one) while there is none. */
async function settle(place: Place, launch: (port: number) => ChildProcess, port?: number): Promise<Seen> {
  let child: ChildProcess | undefined
  for (let waited = 0; waited < patienceMs; waited += stepMs) {
    const seen = await findServer(place)
    if (seen?.port && (await answers(place, seen.port))) return seen
    if (!seen && (!child || hasEnded(child))) {
      // A launch that failed at once is repeated more slowly.
      if (child) await pause(4 * stepMs)
      child = launch(port ?? (await freePort()))
    }
    await pause(stepMs)
  }
  throw new Error(`PostgreSQL in ${place.data} did not start. Its last words: ${await lastWords(place.log)}`)
}
