import {
  type KeyRing,
  mergedRings,
  readDailyKeys,
  readKeyRing,
  withoutDaysBefore,
  writeDailyKeys,
} from '../domain/key-ring.ts'
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
 * used once their day is over. A second store is a copy: read when the first is empty or away, and written with it.
 * Sealing under a day without a key throws: nothing is made on demand.
 */
export function keyBinding(
  ringJson: string,
  surroundings: KeySurroundings,
  store?: KeyStore,
  copy?: KeyStore,
): Keys {
  const fixed = readKeyRing(ringJson)
  let kept: KeyRing | undefined

  /** What no tick has looked after since is used only as far as no key of it should be gone by now. */
  const inForce = (ring: KeyRing) =>
    withoutDaysBefore(withoutDaysBefore(ring, surroundings.today()), surroundings.today(), 'counts')

  async function ringIn(place: KeyStore): Promise<KeyRing | undefined> {
    const json = await place.get(STORED_UNDER)
    return json === null ? undefined : { secret: fixed.secret, ...readDailyKeys(json) }
  }

  /** The secret's own days count only until a store holds any. */
  async function stored(first: KeyStore): Promise<KeyRing> {
    try {
      const ring = await ringIn(first)
      if (ring) return ring
    } catch (error) {
      const ring = await (copy && ringIn(copy).catch(() => undefined))
      if (!ring) throw error
      return inForce(ring)
    }
    return inForce((copy && (await ringIn(copy))) ?? fixed)
  }

  // Read once for each event: a Worker makes its keys anew for each, and KV itself caches.
  async function read(): Promise<KeyRing> {
    if (!store) return inForce(fixed)
    kept ??= await stored(store)
    return kept
  }

  async function change(next: (ring: KeyRing) => KeyRing): Promise<KeyRing> {
    if (!store)
      throw new Error(
        'Daily keys are missing, and there is no key store to put them into: bind one, or renew the secret.',
      )
    const other = await (copy && ringIn(copy).catch(() => undefined))
    const ring = await stored(store)
    const changed = next(other ? mergedRings(ring, other) : ring)
    const json = writeDailyKeys(changed)
    const put = await Promise.allSettled(
      [store, ...(copy ? [copy] : [])].map(at => at.put(STORED_UNDER, json)),
    )
    // Neither may be ahead of the other for longer than a minute: the tick that failed comes again.
    for (const written of put) if (written.status === 'rejected') throw written.reason
    kept = changed
    return changed
  }

  return keysOf({ read, change, secret: fixed.secret, fixed: !store }, surroundings, false)
}
