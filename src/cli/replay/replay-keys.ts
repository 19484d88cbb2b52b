import { type KeyRing, withDays } from '../../domain/key-ring.ts'
import { ringFile } from '../../outside/key-file.ts'
import { type Keys, keysOf } from '../../outside/keys.ts'

/**
 * The installation's own keys, so that it can open what was replayed; another time destroys none of them. Keys of days
 * that are over for the installation are kept in memory alone: its key file never gets them back.
 */
export function replayKeys(
  given: { KEY_FILE: string; KEY_FILE_COPY?: string },
  random: (bytes: number) => Uint8Array,
  today: () => string,
): Keys {
  const file = ringFile(given.KEY_FILE, random, given.KEY_FILE_COPY)
  const past = new Map<string, { key: Uint8Array; madeOn: string }>()

  async function read(): Promise<KeyRing> {
    const { secret, days } = await file.read()
    return { secret, days: new Map([...past, ...days]) }
  }

  async function change(next: (ring: KeyRing) => KeyRing): Promise<KeyRing> {
    const kept = await file.read()
    const before = await read()
    const made = [...next(before).days].filter(([day]) => !before.days.has(day))
    const ahead = withDays(
      kept,
      made.map(([name]) => name),
      today(),
      random,
    )
    for (const [name, daily] of made) if (!ahead.days.has(name)) past.set(name, daily)
    await file.change(ring => withDays(ring, [...ahead.days.keys()], today(), random))
    return read()
  }

  return { ...keysOf({ read, change }, { random, today }, true), destroyBefore: async () => 0 }
}
