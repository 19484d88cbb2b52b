import { type KeyRing, readDailyKeys, readKeyRing, writeDailyKeys } from '../domain/key-ring.ts'
import { type KeySurroundings, type Keys, keysOf } from './keys.ts'

/** The little of a Cloudflare KV namespace that keys need. */
export type KeyStore = {
  get(name: string): Promise<string | null>
  put(name: string, value: string): Promise<void>
}

const STORED_UNDER = 'daily-keys'

/**
 * Keys from a secret that holds a ring in the form of the key file, for Workers. With a store, the daily keys live
 * there under one name, written by the scheduled tick alone (`prepare`, `destroyBefore`), because a
 * KV namespace does not stop two writers; without one they are those of the secret, and are no longer
 * used once their day is over. Sealing under a day without a key throws: nothing is made on demand.
 */
export function keyBinding(ringJson: string, surroundings: KeySurroundings, store?: KeyStore): Keys {
  const fixed = readKeyRing(ringJson)
  let kept: KeyRing | undefined

  // Read once for each event: a Worker makes its keys anew for each, and KV itself caches.
  async function read(): Promise<KeyRing> {
    if (!store) return inForce(fixed, surroundings.today())
    kept ??= await stored(store, fixed)
    return kept
  }

  async function change(next: (ring: KeyRing) => KeyRing): Promise<KeyRing> {
    if (!store)
      throw new Error(
        'Daily keys are missing, and there is no key store to put them into: bind one, or renew the secret.',
      )
    const changed = next(await stored(store, fixed))
    await store.put(STORED_UNDER, writeDailyKeys(changed.days))
    kept = changed
    return changed
  }

  return keysOf({ read, change }, surroundings, false)
}

/** The secret's lasting secret with the store's days; the secret's own days only until the store holds any. */
async function stored(store: KeyStore, fixed: KeyRing): Promise<KeyRing> {
  const json = await store.get(STORED_UNDER)
  return { secret: fixed.secret, days: json === null ? fixed.days : readDailyKeys(json) }
}

function inForce(ring: KeyRing, today: string): KeyRing {
  return { ...ring, days: new Map([...ring.days].filter(([day]) => day >= today)) }
}
