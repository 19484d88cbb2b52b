import { dayAfter, eachDay } from '../domain/days.ts'
import type { KeyRing } from '../domain/key-ring.ts'
import {
  goneBefore,
  isFor,
  type KeyPurpose,
  keyName,
  withDays,
  withoutDaysBefore,
} from '../domain/key-ring.ts'
import { type Hmac, keyedBytes, keyedTag } from '../domain/keyed-tag.ts'
import {
  aesGcm,
  IV_BYTES,
  KEY_BYTES,
  openText,
  type Place,
  readSealed,
  type Sealing,
  sealText,
} from '../domain/seal.ts'

export type { Place } from '../domain/seal.ts'

/**
 * The keys that live outside the database. A daily key is named by the day on which it is destroyed:
 * whatever must be forgotten on that day is sealed under it, and its end forgets all of it, in backups too.
 * Days are local days, `YYYY-MM-DD`.
 */
export type Keys = {
  /** Seals a text that is to be forgotten on the day `until`; throws when that day is over or has no key. */
  seal(text: string, until: string, place: Place): Promise<string>
  /** What was sealed; undefined when its key is gone, as promised. Throws when it was tampered with. */
  open(sealed: string, place: Place): Promise<string | undefined>
  /** A keyed HMAC-SHA-256 in hex. With `until` its key goes with that day's key, and it can never be made again. */
  tag(purpose: string, value: string, until?: string): Promise<string>
  /** A tag that can always be made: while the lasting secret has never been in reach, with a key of this program's run. */
  mark(purpose: string, value: string): Promise<string>
  /** Keyed bytes, the same for the same purpose and value: for instance a return code from an idempotency key. */
  derive(purpose: string, value: string, bytes: number): Promise<Uint8Array>
  /** Makes sure that the keys of that many days exist, `from` included; days that are over get none. */
  prepare(from: string, days: number): Promise<void>
  /** Destroys the keys named by a day before this one, for good, in every copy, and says how many they were. */
  destroyBefore(day: string, purpose?: KeyPurpose): Promise<number>
  /** The first day whose key has not been destroyed for good; undefined before the first destruction. */
  goneBefore(purpose?: KeyPurpose): Promise<string | undefined>
  /** Which daily keys exist and when each was made; never a key. */
  ages(purpose?: KeyPurpose): Promise<{ day: string; madeOn: string }[]>
}

/** The keys cannot be reached, or the one that is needed is not among them: nothing can be sealed or opened now. */
export class KeysLost extends Error {
  override name = 'KeysLost'
}

/** Where a ring is kept. `change` is one step that no other writer can come between, and returns what is kept then. */
export type RingKeeper = {
  /** The lasting secret, where it is known without reading. */
  secret?: Uint8Array
  /** Nothing can be put into it. */
  fixed?: boolean
  /** What is kept; `anew` when what was seen a moment ago did not serve. */
  read(anew?: boolean): Promise<KeyRing>
  change(next: (ring: KeyRing) => KeyRing): Promise<KeyRing>
}

/** What keys need from around them: fresh random bytes, and which local day it is. */
export type KeySurroundings = {
  random: (bytes: number) => Uint8Array
  today: () => string
  /** The ways of sealing that are known; the first is used for what is sealed from now on. */
  sealings?: readonly Sealing[]
  hmac?: Hmac
}

/** What is sealed here may have to wait for others before it is counted, so its keys are apart. */
const countsTables = new Set(['closings', 'spool', 'outcomes'])

/** The keys of a kept ring. With `onDemand`, a day that has no key yet gets one when it is first needed. */
export function keysOf(
  kept: RingKeeper,
  { random, today, sealings = [aesGcm], hmac }: KeySurroundings,
  onDemand: boolean,
): Keys {
  const keeper: RingKeeper = {
    read: anew => kept.read(anew).catch(lost),
    change: next => kept.change(next).catch(lost),
  }
  let { secret } = kept
  let interim: Uint8Array | undefined

  /** Seals nothing, so it may outlast the loss of its file: whoever is signed in stays so, and return codes are known. */
  async function lastingSecret(): Promise<Uint8Array> {
    try {
      secret = (await keeper.read()).secret
      return secret
    } catch (error) {
      if (!secret) throw error
      return secret
    }
  }

  async function ringWith(days: string[], mayMake: boolean): Promise<KeyRing> {
    const ring = await keeper.read()
    // A day that is over never gets a new key: it would outlive the promise.
    const missing = days.filter(name => !ring.days.has(name) && name >= today())
    if (missing.length === 0 || !mayMake) return ring
    return keeper.change(current => withDays(current, missing, today(), random))
  }

  async function dailyKey(day: string, purpose: KeyPurpose): Promise<Uint8Array> {
    if (day < today()) throw new Error(`Nothing can be sealed until ${day}: that day is over.`)
    const name = keyName(day, purpose)
    const { days } = await ringWith([name], onDemand)
    // A secret without a store may hold but one key for each day.
    const daily = days.get(name) ?? days.get(day)
    if (!daily) throw new KeysLost(`There is no key for ${day} yet. The scheduled tick has to prepare it.`)
    return daily.key
  }

  return {
    async seal(text, until, place) {
      return sealText(
        await dailyKey(until, purposeOf(place)),
        random(IV_BYTES),
        until,
        place,
        text,
        sealings[0],
      )
    },
    async open(sealed, place) {
      const parts = readSealed(sealed, sealings)
      for (const anew of [false, true]) {
        const { days } = await keeper.read(anew)
        for (const name of [keyName(parts.day, purposeOf(place)), parts.day]) {
          const daily = days.get(name)
          const text = daily && (await openText(daily.key, parts, place, sealings))
          if (text !== undefined) return text
        }
      }
      return undefined
    },
    async tag(purpose, value, until) {
      const key = until === undefined ? await lastingSecret() : await dailyKey(until, 'contacts')
      return keyedTag(key, purpose, value, hmac)
    },
    async mark(purpose, value) {
      const key = await lastingSecret().catch(() => {
        interim ??= random(KEY_BYTES)
        return interim
      })
      return keyedTag(key, purpose, value, hmac)
    },
    async derive(purpose, value, bytes) {
      return keyedBytes(await lastingSecret(), purpose, value, bytes, hmac)
    },
    async prepare(from, days) {
      const each = eachDay({ from, to: dayAfter(from, days - 1) })
      await ringWith(kept.fixed ? each : each.flatMap(day => [day, keyName(day, 'counts')]), true)
    },
    async destroyBefore(day, purpose = 'contacts') {
      if ((goneBefore(await keeper.read(), purpose) ?? '') >= day) return 0
      let gone = 0
      await keeper.change(ring => {
        const left = withoutDaysBefore(ring, day, purpose)
        gone = ring.days.size - left.days.size
        return left
      })
      return gone
    },
    async goneBefore(purpose = 'contacts') {
      return goneBefore(await keeper.read(), purpose)
    },
    async ages(purpose = 'contacts') {
      const days = [...(await keeper.read()).days].filter(([name]) => isFor(purpose, name))
      const inOrder = days.sort(([a], [b]) => (a < b ? -1 : 1))
      return inOrder.map(([name, { madeOn }]) => ({ day: name.slice(0, 10), madeOn }))
    },
  }
}

function lost(error: unknown): never {
  throw error instanceof KeysLost ? error : new KeysLost((error as Error).message, { cause: error })
}

function purposeOf({ table }: Place): KeyPurpose {
  return countsTables.has(table) ? 'counts' : 'contacts'
}
