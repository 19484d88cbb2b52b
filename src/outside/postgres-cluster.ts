import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isAlive } from './postgres-lease.ts'
import { type Account, type Programs, under } from './postgres-programs.ts'

/** Everything that one embedded server is made of; `data` and `log` are absolute paths. */
export type Place = {
  programs: Programs
  account: Account
  data: string
  log: string
  password: string
  settings: Record<string, string>
}

/** The role that owns everything in the embedded server, and the database that Heartline lives in. */
export const owner = 'heartline'

/** The password kept in `file` (readable by its owner only): the first to come makes it, all others read it. */
export async function keepPassword(file: string): Promise<string> {
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, randomBytes(24).toString('base64url'), { mode: 0o600 })
  try {
    // A link appears whole or not at all, and only once.
    await link(draft, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  return (await readFile(file, 'utf8')).trim()
}

/**
 * Makes the data folder on the first start only. It is made beside its place and moved there when it is whole,
 * so a start that was cut off leaves nothing that looks like data; of two at once, one wins.
 */
export async function initialize(place: Place): Promise<void> {
  await sweep(place.data)
  if (await isInitialized(place.data)) return
  const draft = `${place.data}.new.${process.pid}.${randomBytes(4).toString('hex')}`
  const secret = `${draft}.password`
  try {
    await mkdir(draft, { mode: 0o700 })
    await writeFile(secret, place.password, { mode: 0o600 })
    const { uid, gid } = place.account
    if (uid !== undefined && gid !== undefined) {
      await chown(draft, uid, gid)
      await chown(secret, uid, gid)
    }
    await initdb(place, draft, secret)
    await rename(draft, place.data).catch(async error => {
      if (!(await isInitialized(place.data))) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
    await rm(secret, { force: true })
  }
}

/** Removes what first starts left that did not live to finish. */
async function sweep(data: string): Promise<void> {
  const prefix = `${basename(data)}.new.`
  for (const name of await readdir(dirname(data))) {
    if (!name.startsWith(prefix) || isAlive(Number.parseInt(name.slice(prefix.length), 10))) continue
    // An initdb that outlived its starter may still write there; then it is swept the next time.
    await rm(join(dirname(data), name), { recursive: true, force: true }).catch(() => {})
  }
}

function isInitialized(data: string): Promise<boolean> {
  return stat(join(data, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
}

function initdb(place: Place, data: string, secret: string): Promise<void> {
  const flags = [
    `--pgdata=${data}`,
    `--username=${owner}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of texts on every machine, whatever its own locales are.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]
  return new Promise((done, fail) => {
    const { program, flags: given, ids } = under(place.account, place.programs.initdb, flags)
    const child = spawn(program, given, {
      ...ids,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', chunk => {
      said += chunk
    })
    child.on('error', fail)
    child.on('close', code => {
      if (code === 0) done()
      else fail(new Error(`PostgreSQL could not make its data folder ${place.data}: ${said.trim()}`))
    })
  })
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}
