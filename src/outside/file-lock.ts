import { link, open, readFile, rename, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

/** A held lock: `stillOurs` says whether nobody took it away in the meantime. */
export type HeldLock = { stillOurs(): Promise<boolean> }

const PAUSE_MS = 25
// What is done under the lock takes milliseconds. Whoever holds it this long is gone or stuck.
const STALE_AFTER_PAUSES = 200

/**
 * Does the work while holding a lock file, one holder at a time on all machines that share the folder.
 * A lock whose holder is dead is taken over at once; one that nobody gives back, after five seconds.
 * `mark` must be unique to this call.
 */
export async function withFileLock<Result>(
  path: string,
  mark: string,
  work: (lock: HeldLock) => Promise<Result>,
): Promise<Result> {
  const ours = `${hostname()} ${process.pid} ${mark}`
  await take(path, ours)
  const stillOurs = async () => (await contentOf(path)) === ours
  try {
    return await work({ stillOurs })
  } finally {
    if (await stillOurs()) await unlink(path)
  }
}

async function take(path: string, ours: string): Promise<void> {
  let seen: string | undefined
  let pauses = 0
  while (!(await created(path, ours))) {
    const holder = await contentOf(path)
    pauses = holder === seen ? pauses + 1 : 0
    seen = holder
    // Waiting is counted, not timed: clocks of two machines may differ, a pause is a pause.
    if (holder !== undefined && (pauses > STALE_AFTER_PAUSES || holderIsDead(holder)))
      await takeAway(path, holder, ours)
    else await pause(PAUSE_MS)
  }
}

async function created(path: string, ours: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(ours).finally(() => file.close())
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Removes a stale lock; when another one was caught instead, puts it back. */
async function takeAway(path: string, stale: string, ours: string): Promise<void> {
  const aside = `${path}.${ours.replaceAll(/[^A-Za-z0-9]/g, '-')}.old`
  try {
    await rename(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if ((await contentOf(aside)) !== stale) await link(aside, path).catch(() => undefined)
  await unlink(aside)
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function holderIsDead(holder: string): boolean {
  const [machine, pid] = holder.split(' ')
  if (machine !== hostname() || !pid) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
