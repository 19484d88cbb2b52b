import { dayAfter, eachDay } from '../domain/days.ts'
import type { KeyRing } from '../domain/key-ring.ts'
import { withDays, withoutDaysBefore } from '../domain/key-ring.ts'
import { keyedBytes, keyedTag } from '../domain/keyed-tag.ts'
import { IV_BYTES, KEY_BYTES, openText, type Place, readSealed, sealText } from '../domain/seal.ts'

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
  /** Destroys the daily keys named by a day before this one, and says how many they were. */
  destroyBefore(day: string): Promise<number>
  /** Which daily keys exist and when each was made; never a key. */
  ages(): Promise<{ day: string; madeOn: string }[]>
}

/** Where a ring is kept. `change` is one step that no other writer can come between, and returns what is kept then. */
export type RingKeeper = {
  read(): Promise<KeyRing>
  change(next: (ring: KeyRing) => KeyRing): Promise<KeyRing>
}

/** What keys need from around them: fresh random bytes, and which local day it is. */
export type KeySurroundings = { random: (bytes: number) => Uint8Array; today: () => string }

/** The keys of a kept ring. With `onDemand`, a day that has no key yet gets one when it is first needed. */
export function keysOf(keeper: RingKeeper, { random, today }: KeySurroundings, onDemand: boolean): Keys {
  async function ringWith(days: string[], mayMake: boolean): Promise<KeyRing> {
    const ring = await keeper.read()
    // A day that is over never gets a new key: it would outlive the promise.
    const missing = days.filter(day => !ring.days.has(day) && day >= today())
    if (missing.length === 0 || !mayMake) return ring
    return keeper.change(current => withDays(current, missing, today(), random))
  }

  let interim: Uint8Array | undefined

  /** Before the keys were ever read, told twice must still be once: good for as long as this program runs. */
  async function everySecret(): Promise<Uint8Array> {
    try {
      return (await keeper.read()).secret
    } catch {
      interim ??= random(KEY_BYTES)
      return interim
    }
  }

  async function dailyKey(day: string): Promise<Uint8Array> {
    if (day < today()) throw new Error(`Nothing can be sealed until ${day}: that day is over.`)
    const daily = (await ringWith([day], onDemand)).days.get(day)
    if (!daily) throw new Error(`There is no key for ${day} yet. The scheduled tick has to prepare it.`)
    return daily.key
  }

  return {
    async seal(text, until, place) {
      return sealText(await dailyKey(until), random(IV_BYTES), until, place, text)
    },
    async open(sealed, place) {
      const parts = readSealed(sealed)
      const daily = (await keeper.read()).days.get(parts.day)
      return daily && openText(daily.key, parts, place)
    },
    async tag(purpose, value, until) {
      const secret = until === undefined ? (await keeper.read()).secret : await dailyKey(until)
      return keyedTag(secret, purpose, value)
    },
    async mark(purpose, value) {
      return keyedTag(await everySecret(), purpose, value)
    },
    async derive(purpose, value, bytes) {
      return keyedBytes((await keeper.read()).secret, purpose, value, bytes)
    },
    async prepare(from, days) {
      await ringWith(eachDay({ from, to: dayAfter(from, days - 1) }), true)
    },
    async destroyBefore(day) {
      const old = (ring: KeyRing) => [...ring.days.keys()].filter(named => named < day).length
      if (old(await keeper.read()) === 0) return 0
      let gone = 0
      await keeper.change(ring => {
        gone = old(ring)
        return withoutDaysBefore(ring, day)
      })
      return gone
    },
    async ages() {
      const days = [...(await keeper.read()).days].sort(([a], [b]) => (a < b ? -1 : 1))
      return days.map(([day, { madeOn }]) => ({ day, madeOn }))
    },
  }
}
