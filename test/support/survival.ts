import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { connect, type Database, rows } from '../../src/db/connect.ts'
import { startEmbedded } from '../../src/outside/embedded-postgres.ts'
import { ownFolder, signalServer } from './own-server.ts'
import type { Answer, Ask } from './survival-app.ts'

/** What a survival run counted. Times in milliseconds from a kill until every client was served again. */
export type Survival = {
  kills: number
  acknowledged: number
  lost: number
  doubled: number
  half: number
  hung: number
  exits: number
  servedAgainMedian: number
  servedAgainWorst: number
}

const clients = 12
const hangMs = 5_000

/**
 * Twelve clients book through an application in a program of its own while PostgreSQL is killed `kills` times
 * under it; a client repeats with the same key until it is acknowledged. Then the tables are compared.
 */
export async function survive(kills: number): Promise<Survival> {
  const { folder, remove } = await ownFolder()
  const server = await startEmbedded(folder)
  const { db, close } = connect(server.url)
  // No constraint on what is counted, so that doubles would show.
  await db.execute(sql`create table keys (key text primary key)`)
  await db.execute(sql`create table booked (key text)`)
  await db.execute(sql`create table noted (key text)`)
  const app = new App(server.url)
  // How long the program takes to start is not what is measured.
  await app.ask(randomUUID(), () => {})
  const acknowledged: string[] = []
  const served = new Map<number, number>()
  let hung = 0
  let over = false
  let killed = 0

  const client = async (number: number) => {
    while (!over) {
      const key = randomUUID()
      let asked = performance.now()
      while (!(await app.ask(key, () => (hung += 1)))) {
        await pause(20)
        asked = performance.now()
      }
      acknowledged.push(key)
      // What was answered before the kill may arrive after it, and tells nothing of who is served again.
      if (asked > killed) served.set(number, (served.get(number) ?? 0) + 1)
    }
  }
  const running = Array.from({ length: clients }, (_, number) => client(number))
  const servedAgain: number[] = []
  for (let kill = 0; kill < kills; kill++) {
    await pause(150 + Math.random() * 250)
    signalServer(folder, 'SIGKILL')
    killed = performance.now()
    served.clear()
    while (served.size < clients) await pause(5)
    servedAgain.push(performance.now() - killed)
  }
  over = true
  await Promise.all(running)
  const exits = app.end()
  const found = await compare(db, acknowledged)
  await close()
  await server.stop()
  await remove()
  servedAgain.sort((a, b) => a - b)
  return {
    kills,
    acknowledged: acknowledged.length,
    ...found,
    hung,
    exits,
    servedAgainMedian: Math.round(servedAgain[Math.floor(kills / 2)] ?? 0),
    servedAgainWorst: Math.round(servedAgain.at(-1) ?? 0),
  }
}

async function compare(db: Database, acknowledged: string[]) {
  const booked = (await rows<{ key: string }>(db, sql`select key from booked`)).map(row => row.key)
  const noted = new Set((await rows<{ key: string }>(db, sql`select key from noted`)).map(row => row.key))
  const once = new Set(booked)
  return {
    lost: acknowledged.filter(key => !once.has(key)).length,
    doubled: booked.length - once.size,
    half: [...once].filter(key => !noted.has(key)).length + [...noted].filter(key => !once.has(key)).length,
  }
}

/** The application, started again (and counted) whenever it ends. */
class App {
  readonly #url: string
  readonly #waiting = new Map<number, (booked: boolean) => void>()
  #child: ChildProcess
  #requests = 0
  #exits = 0
  #ended = false

  constructor(url: string) {
    this.#url = url
    this.#child = this.#start()
  }

  async ask(key: string, hangs: () => void): Promise<boolean> {
    const request = ++this.#requests
    const timer = setTimeout(hangs, hangMs)
    const booked = await new Promise<boolean>(answer => {
      this.#waiting.set(request, answer)
      this.#child.send({ request, key } satisfies Ask, error => error && answer(false))
    })
    clearTimeout(timer)
    this.#waiting.delete(request)
    return booked
  }

  end(): number {
    this.#ended = true
    this.#child.disconnect()
    return this.#exits
  }

  #start(): ChildProcess {
    const child = fork(join(import.meta.dirname, 'survival-app.ts'), [this.#url], { execArgv: [] })
    child.on('message', ({ request, booked }: Answer) => this.#waiting.get(request)?.(booked))
    child.on('exit', () => {
      if (this.#ended) return
      this.#exits += 1
      this.#child = this.#start()
      for (const answer of this.#waiting.values()) answer(false)
    })
    return child
  }
}
