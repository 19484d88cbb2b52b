import { randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'
import { connect } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { localDay } from '../domain/time.ts'
import { type Changes, localChanges } from '../outside/changes.ts'
import { chosenMail } from '../outside/chosen-mail.ts'
import { startEmbedded } from '../outside/embedded-postgres.ts'
import { keyFile } from '../outside/key-file.ts'
import { promptSocket } from '../outside/prompt-socket.ts'

/** What Node entries work with: the dependencies, the database's address, and the way to let go of both. */
export type Opened = { deps: Deps; databaseUrl: string; raiseWalls(): void; close(): Promise<void> }

/** How an entry differs: `changes` for a database and a mark of this start; `log` where faults go. */
export type Opening = { changes?: (databaseUrl: string, mark: string) => Changes; log?: Deps['log'] }

/** The wall clock of an entry. */
export const wallClock = () => new Date()

const random = (bytes: number) => new Uint8Array(randomBytes(bytes))

/**
 * Opens an installation on Node: its PostgreSQL (one of our own in DATA_DIR, started or joined, where no DATABASE_URL
 * is set), its key file and its mail. Nothing is migrated and nothing asked yet.
 */
export async function openHeartline(
  config: Config,
  { changes, log = jsonLine }: Opening = {},
): Promise<Opened> {
  const embedded = config.DATABASE_URL ? undefined : await startEmbedded(config.DATA_DIR)
  const databaseUrl = config.DATABASE_URL ?? embedded?.url ?? ''
  const connection = connect(databaseUrl, { socket: promptSocket })
  const deps: Deps = {
    db: connection.db,
    now: wallClock,
    random,
    config,
    keys: keyFile(
      config.KEY_FILE,
      random,
      () => localDay(wallClock(), config.TIME_ZONE),
      config.KEY_FILE_COPY,
    ),
    mail: chosenMail({ url: config.MAIL_URL, from: config.MAIL_FROM, keep: config.DEMO }),
    changes: changes?.(databaseUrl, Buffer.from(random(6)).toString('hex')) ?? localChanges(),
    log,
  }
  const close = async () => {
    await deps.changes.close()
    await connection.close()
    await embedded?.stop()
  }
  return { deps, databaseUrl, raiseWalls: connection.raiseWalls, close }
}

/** Writes a line of the log: JSON on standard output, with its time. */
export function jsonLine(line: Parameters<Deps['log']>[0]) {
  process.stdout.write(`${JSON.stringify({ at: wallClock().toISOString(), ...line })}\n`)
}
