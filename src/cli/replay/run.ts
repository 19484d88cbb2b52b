import { randomBytes } from 'node:crypto'
import { seedPeople } from '../../actions/demo/seed-people.ts'
import { createApp } from '../../app.ts'
import type { Config } from '../../config.ts'
import { connect } from '../../db/connect.ts'
import type { Deps } from '../../deps.ts'
import { localDay } from '../../domain/time.ts'
import { localChanges } from '../../outside/changes.ts'
import { keptMail } from '../../outside/kept-mail.ts'
import { nextDue } from '../../reads/next-due.ts'
import { type Paces, tick } from '../../tick.ts'
import { readEvent } from './event.ts'
import { player } from './play.ts'
import { replayKeys } from './replay-keys.ts'
import { virtualClock } from './virtual-clock.ts'

/**
 * Replays lines of a file into a migrated database: the whole app, with the file's clock, without mail leaving.
 * `each` is called after every line with how many are done.
 */
export async function runReplay(
  given: { url: string; config: Config; lines: string[] },
  each: (done: number) => void = () => {},
) {
  const connection = connect(given.url, { deadlineMs: 30_000, durable: false })
  // Whoever is on duty in a replay counts as present, and nobody is signed out for keeping still.
  const config: Config = { ...given.config, DEMO: true, PRESENCE_SECONDS: 1e9, IDLE_MINUTES: 1e7, LINES: {} }
  const clock = virtualClock(config.TIME_ZONE)
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  const deps: Deps = {
    db: connection.db,
    now: clock.now,
    random,
    config,
    keys: replayKeys(config, random, () => localDay(clock.now(), config.TIME_ZONE)),
    mail: keptMail(1),
    changes: localChanges(),
    log: () => {},
  }
  try {
    await seedPeople(deps, { kind: 'system' })
    const paces: Paces = new Map()
    clock.runs({ nextDue: () => nextDue(deps), tick: () => tick(deps, paces) })
    const play = player(deps, createApp(deps), clock)
    for (const [index, text] of given.lines.entries()) {
      if (text.trim() !== '') {
        const read = readEvent(text)
        if ('fault' in read) play.fault(index + 1, read.fault)
        else await play.play(index + 1, read.event)
      }
      each(index + 1)
    }
    return { deps, played: await play.finish(), close: () => connection.close() }
  } catch (error) {
    await connection.close()
    throw error
  }
}
