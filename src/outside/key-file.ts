import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { toBase64Url } from '../domain/base64.ts'
import { freshKeyRing, type KeyRing, readKeyRing, writeKeyRing } from '../domain/key-ring.ts'
import { type HeldLock, withFileLock } from './file-lock.ts'
import { type Keys, keysOf } from './keys.ts'

/**
 * Keys kept in one JSON file (mode 0600), made at first use: `{"secret":…,"days":{"2026-12-01":{"key":…,"madeOn":…}}}`.
 * Several programs may use the file at once: each change happens under a lock, on what the file holds
 * then, and is on the disk before any of its keys is used. Keep the file out of every backup.
 */
export function keyFile(path: string, random: (bytes: number) => Uint8Array, today: () => string): Keys {
  let known: { ring: KeyRing; version: string } | undefined
  let changes: Promise<unknown> = Promise.resolve()

  async function read(): Promise<KeyRing> {
    const version = await versionOf(path)
    if (version === undefined) {
      // Quietly starting over would make everything sealed so far unreadable.
      if (known) throw new Error('The key file has disappeared. Put it back before going on.')
      return change(ring => ring)
    }
    if (known?.version !== version) known = { ring: await ringIn(path), version }
    return known.ring
  }

  function change(next: (ring: KeyRing) => KeyRing): Promise<KeyRing> {
    const done = changes.then(() => withLock(path, random, lock => rewrite(next, lock)))
    changes = done.catch(() => undefined)
    return done
  }

  async function rewrite(next: (ring: KeyRing) => KeyRing, lock: HeldLock): Promise<KeyRing> {
    const exists = (await versionOf(path)) !== undefined
    const ring = exists ? await ringIn(path) : freshKeyRing(random)
    const changed = next(ring)
    if (!exists || changed !== ring) await replace(path, writeKeyRing(changed), lock)
    return ringIn(path)
  }

  return keysOf({ read, change }, { random, today }, true)
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
