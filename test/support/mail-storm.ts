import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { newMessageId } from '../../src/actions/letters/promise-letters.ts'
import { readConfig } from '../../src/config.ts'
import { type Database, rows } from '../../src/db/connect.ts'
import { letters } from '../../src/db/schema/bookings.ts'
import { dayAfter } from '../../src/domain/days.ts'
import { randomId } from '../../src/domain/random-id.ts'
import { localDay } from '../../src/domain/time.ts'
import { keyFile } from '../../src/outside/key-file.ts'
import { bundle } from './bundle.ts'
import type { FreshDatabase } from './database.ts'
import { dice } from './dice.ts'
import type { LetterWork } from './letter-worker.ts'
import { closeServers, refusal, smtpServer } from './smtp.ts'

/** What a storm is made of; `refusals` is the share of attempts that the mail server turns away for now. */
export type MailStorm = { mails: number; kills: number; refusals: number; workers: number; seed: number }

/** What came of it: letters that never arrived, arrivals beyond the first, and those under another Message-ID. */
export type MailsCounted = MailStorm & {
  arrived: number
  lost: number
  duplicates: number
  renamed: number
  refused: number
  unmarked: number
}

const speed = 30

/**
 * Letters for everybody, some programs that send them to a real SMTP server, and a killer; a program that was killed is
 * replaced. Ends when every letter is marked, then compares what arrived with what was promised.
 */
export async function mailStorm({ url, db }: FreshDatabase, storm: MailStorm): Promise<MailsCounted> {
  const random = dice(storm.seed)
  const folder = mkdtempSync(join(tmpdir(), 'heartline-mails-'))
  const keyPath = join(folder, 'keys.json')
  let refused = 0
  const server = await smtpServer({
    maxClients: 200,
    onRcptTo(_address, _session, done) {
      const turnedAway = random() < storm.refusals
      if (turnedAway) refused += 1
      done(turnedAway ? refusal(random() < 0.5 ? 421 : 451) : null)
    },
  })
  const promised = await promise(db, keyPath, storm.mails)
  const work: LetterWork = { url, keyPath, mailUrl: server.url, begun: Date.now(), speed }

  const program = join(folder, 'letter-worker.mjs')
  await bundle(join(import.meta.dirname, 'letter-worker.ts'), program)

  const workers = new Set<ChildProcess>()
  const ready = new Set<ChildProcess>()
  const hire = () => {
    const child = fork(program, [JSON.stringify(work)], { execArgv: [] })
    workers.add(child)
    child.once('message', () => ready.add(child))
    child.once('exit', () => {
      workers.delete(child)
      ready.delete(child)
    })
  }
  for (let n = 0; n < storm.workers; n++) hire()
  for (let kill = 0; kill < storm.kills; ) {
    await pause(50 + random() * 400)
    const victims = [...ready]
    const victim = victims[Math.floor(random() * victims.length)]
    if (!victim) continue
    ready.delete(victim)
    victim.kill('SIGKILL')
    kill += 1
    hire()
  }
  let unmarked = storm.mails
  for (let waited = 0; unmarked > 0 && waited < 3_000; waited++) {
    await pause(200)
    unmarked = await openLetters(db)
  }
  for (const worker of workers) worker.kill('SIGKILL')
  await closeServers()
  await rm(folder, { recursive: true })

  const arrivals = server.received.map(({ to: [to = ''], raw }) => ({
    to,
    id: /^Message-ID:\s*(<[^>]+>)/im.exec(raw.toString())?.[1] ?? '',
  }))
  const who = new Set(arrivals.map(({ to }) => to))
  return {
    ...storm,
    arrived: arrivals.length,
    lost: [...promised.keys()].filter(to => !who.has(to)).length,
    duplicates: arrivals.length - who.size,
    renamed: arrivals.filter(({ to, id }) => promised.get(to) !== id).length,
    refused,
    unmarked,
  }
}

/** So many letters, each to an address of its own: the address with the Message-ID that it must come under. */
async function promise(db: Database, keyPath: string, mails: number): Promise<Map<string, string>> {
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  const config = readConfig({ DEMO: 'true' })
  const today = localDay(new Date(), config.TIME_ZONE)
  const keys = keyFile(keyPath, random, () => today)
  const promised = new Map<string, string>()
  const dueAt = new Date(Date.now() - 60_000)
  for (let done = 0; done < mails; done += 500) {
    const batch = Array.from({ length: Math.min(500, mails - done) }, async (_, n) => {
      const id = randomId(random(16))
      const to = `letter-${done + n}@example.org`
      const messageId = newMessageId(config, random)
      promised.set(to, messageId)
      // Good for longer than the fast clock can come.
      const toSealed = await keys.seal(to, dayAfter(today, 60), {
        table: 'letters',
        row: id,
        column: 'to_sealed',
      })
      return { id, kind: 'recovered', locale: 'en', toSealed, messageId, dueAt }
    })
    await db.insert(letters).values(await Promise.all(batch))
  }
  return promised
}

async function openLetters(db: Database): Promise<number> {
  const [row] = await rows<{ n: number }>(
    db,
    sql`select count(*)::int as n from letters where sent_at is null and withdrawn_at is null and refused_at is null`,
  )
  return row?.n ?? 0
}
