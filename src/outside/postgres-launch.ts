import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { closeSync, openSync, statSync, truncateSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Place } from './postgres-cluster.ts'
import { isAlive } from './postgres-lease.ts'
import { under } from './postgres-programs.ts'

const run = promisify(execFile)

/** A server process that holds a data folder; `port` is 0 until it has written it down. */
export type Seen = { pid: number; port: number }

const logLimitBytes = 10_000_000

const flags = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The text of an error may quote what a caller typed: errors, statements and details stay out of the log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** Starts the server program; it lives on without us, writes to the log file, and hears no Ctrl-C of ours. */
export function spawnServer(place: Place, port: number): ChildProcess {
  const settings = Object.entries({ ...flags, ...place.settings })
  const log = openLog(place.log)
  const {
    program,
    flags: given,
    ids,
  } = under(place.account, place.programs.postgres, [
    '-D',
    place.data,
    '-p',
    String(port),
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  const child = spawn(program, given, {
    ...ids,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', log, log],
    // A group of its own: Ctrl-C is for us, who still have answers to give before the database may go.
    detached: true,
  })
  closeSync(log)
  child.on('error', () => {}) // it shows as a child without a number, and the log says why
  child.unref()
  return child
}

/** Whether a launched program runs no more, or never did. */
export function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

/**
 * The server that holds the data folder now, be it ready, starting or stopping. A note of one that died is
 * left to PostgreSQL, unless another program has its number by now: PostgreSQL would refuse to start.
 */
export async function findServer(place: Place): Promise<Seen | undefined> {
  const note = join(place.data, 'postmaster.pid')
  const lines = await readFile(note, 'utf8').then(
    text => text.split('\n'),
    () => [],
  )
  const pid = Number(lines[0])
  if (!(pid > 0) || !isAlive(pid)) return undefined
  if ((await commandOf(pid)).includes(place.data)) return { pid, port: Number(lines[3]) || 0 }
  await rm(note, { force: true })
  return undefined
}

/** The command line of a program, or nothing. */
async function commandOf(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
  } catch {
    return run('ps', ['-o', 'args=', '-p', String(pid)]).then(
      ({ stdout }) => stdout,
      () => '',
    )
  }
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The end of the server's log, for the sentence that tells why it did not start. */
export async function lastWords(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-3).join(' / ')
}

function openLog(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > logLimitBytes) truncateSync(log)
  return openSync(log, 'a', 0o600)
}
