import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { toBase64Url } from '../domain/base64.ts'
import { freshKeyRing, type KeyRing, mergedRings, readKeyRing, writeKeyRing } from '../domain/key-ring.ts'
import { type HeldLock, withFileLock } from './file-lock.ts'
import { type Keys, keysOf, type RingKeeper } from './keys.ts'
import { aesGcmOfNode, hmacOfNode } from './node-crypto.ts'

/**
 * Keys kept in one JSON file (mode 0600), made at first use: `{"secret":…,"days":{"2026-12-01":{"key":…,"madeOn":…}}}`.
 * Several programs may use the file at once: each change happens under a lock, on what the file holds
 * then, and is on the disk before any of its keys is used. Keep the file out of every backup.
 *
 * `copy` is a second file, on another disk, in a folder that must exist. Each of the two makes good the loss of the other;
 * a key that is gone in one is gone in both, even in one that was away when it was destroyed.
 *
 * What this program changes, a destruction above all, holds at once; what another does, after `lookEveryMs` at the latest.
 */
export function keyFile(
  path: string,
  random: (bytes: number) => Uint8Array,
  today: () => string,
  copy?: string,
  lookEveryMs = 250,
): Keys {
  const around = { random, today, sealings: [aesGcmOfNode], hmac: hmacOfNode }
  return keysOf(ringFile(path, random, copy, lookEveryMs), around, true)
}

/** How often any ring of this program was changed. */
let changedHere = 0

/** The ring that a key file and its copy hold; see `keyFile`. */
export function ringFile(
  path: string,
  random: (bytes: number) => Uint8Array,
  copy?: string,
  lookEveryMs = 250,
): RingKeeper {
  let known: { ring: KeyRing; versions: string } | undefined
  let changes: Promise<unknown> = Promise.resolve()
  let look: { ring: Promise<KeyRing>; at: number; changes: number } | undefined

  // A booking seals several things, and others beside it: one look at the disk serves all of them.
  function read(anew = false): Promise<KeyRing> {
    const now = performance.now()
    if (!anew && look && look.changes === changedHere && now - look.at < lookEveryMs) return look.ring
    const begun = { ring: looked(), at: now, changes: changedHere }
    look = begun
    begun.ring.catch(() => {
      if (look === begun) look = undefined
    })
    return begun.ring
  }

  async function looked(): Promise<KeyRing> {
    const [version, other] = await bothVersions()
    const isNowhere = version === undefined && other === undefined
    // Quietly starting over would make everything sealed so far unreadable.
    if (isNowhere && known) throw new Error('The key file has disappeared. Put it back before going on.')
    if (known?.versions === `${version} ${other}`) return known.ring
    const wantsWork = version === undefined || (copy && (other || !known))
    if (wantsWork) await change(same => same)
    // Looked at before it is read: whoever changes it meanwhile makes us read it again.
    const versions = wantsWork ? await bothVersions() : [version, other]
    const ring = await ringIn(path)
    known = { ring, versions: versions.map(String).join(' ') }
    return ring
  }

  async function bothVersions() {
    return Promise.all([versionOf(path), copy ? versionOf(copy).catch(() => undefined) : undefined])
  }

  function change(next: (ring: KeyRing) => KeyRing): Promise<KeyRing> {
    const done = changes.then(() => withLock(path, random, lock => rewrite(next, lock)))
    changes = done.catch(() => undefined)
    // What was looked at before a change must not serve whoever asks after it.
    const over = () => {
      changedHere += 1
    }
    done.then(over, over)
    return done
  }

  async function rewrite(next: (ring: KeyRing) => KeyRing, lock: HeldLock): Promise<KeyRing> {
    const copied = copy ? await ringAt(copy).catch(() => undefined) : undefined
    const own = await ringAt(path).catch(error => {
      if (!copied) throw error
      return undefined
    })
    const ring = own && copied ? mergedRings(own, copied) : (own ?? copied ?? freshKeyRing(random))
    const changed = writeKeyRing(next(ring))
    if (!own || writeKeyRing(own) !== changed) await replace(path, changed, lock)
    // A copy that is away misses this; it loses what it must lose as soon as it is seen again.
    if (copy && (!copied || writeKeyRing(copied) !== changed))
      await replace(copy, changed, lock).catch(() => undefined)
    return ringIn(path)
  }

  return { read, change }
}

/** How a key file and its copy are found: there and readable, or not, and whether they hold the same. */
export async function keyFilesSeen(path: string, copy: string) {
  const read = (at: string) => readFile(at, 'utf8').then(text => writeKeyRing(readKeyRing(text)))
  const [own, copied] = await Promise.all([path, copy].map(at => read(at).catch(() => undefined)))
  return { copyReadable: copied !== undefined, alike: own === copied }
}

async function ringAt(path: string): Promise<KeyRing | undefined> {
  return (await versionOf(path)) === undefined ? undefined : ringIn(path)
}

async function withLock<Result>(
  path: string,
  random: (bytes: number) => Uint8Array,
  work: (lock: HeldLock) => Promise<Result>,
): Promise<Result> {
  await mkdir(dirname(path), { recursive: true })
  return withFileLock(`${path}.lock`, toBase64Url(random(9)), work)
}

/** Writes beside, flushes, renames; then overwrites the old bytes, as far as a disk lets anyone do that. */
async function replace(path: string, content: string, lock: HeldLock): Promise<void> {
  const draft = `${path}.new`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(draft, 0o600)
  if (!(await lock.stillOurs())) throw new Error('The lock of the key file was lost; nothing was changed.')
  const old = await open(path, 'r+').catch(() => undefined)
  try {
    await rename(draft, path)
    await flushFolder(dirname(path))
    const { size } = (await old?.stat()) ?? { size: 0 }
    await old?.write(Buffer.alloc(size, ' '), 0, size, 0)
    await old?.sync()
  } finally {
    await old?.close()
  }
}

/** A rename is only safe from a power cut once its folder is flushed. */
async function flushFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

/** A reader may catch the old file while it is being overwritten: unreadable then, whole at the next look. */
async function ringIn(path: string): Promise<KeyRing> {
  for (let looks = 1; ; looks += 1) {
    try {
      return readKeyRing(await readFile(path, 'utf8'))
    } catch (error) {
      if (looks === 10) throw error
      await pause(20)
    }
  }
}

async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true })
    return `${ino} ${size} ${mtimeNs}`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
