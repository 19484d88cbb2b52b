import { fromBase64, toBase64 } from './base64.ts'
import { KEY_BYTES } from './seal.ts'

/** A daily key, and the local day on which it was made. */
export type DailyKey = { key: Uint8Array; madeOn: string }

/**
 * The daily keys by the day on which each is destroyed. Those of outcomes on their way to be counted, named `<day> counts`,
 * are apart: they may have to wait for others, and what a caller left must not wait with them.
 */
export type DailyKeys = ReadonlyMap<string, DailyKey>

/**
 * All keys of an installation: the lasting secret and the daily keys. Those of the days before `goneBefore`, and of counts
 * before `countsGoneBefore`, have been destroyed for good: a ring that comes back from a copy of earlier times loses them
 * as soon as it is read.
 */
export type KeyRing = { secret: Uint8Array; days: DailyKeys } & Gone

/** What keys are for: what callers left, or outcomes on their way to be counted. */
export type KeyPurpose = 'contacts' | 'counts'

type Gone = { goneBefore?: string; countsGoneBefore?: string }

const NAME = /^\d{4}-\d{2}-\d{2}( counts)?$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The name of a day's key. */
export function keyName(day: string, purpose: KeyPurpose): string {
  return purpose === 'counts' ? `${day} counts` : day
}

/** Whether a key's name is of this purpose. */
export function isFor(purpose: KeyPurpose, name: string): boolean {
  return DAY.test(name) === (purpose === 'contacts')
}

/**
 * The ring that a key file or a secret holds; throws a sentence when it is none.
 * The sentence never repeats what was read: JSON.parse's own message would put key text into the log.
 */
export function readKeyRing(json: string): KeyRing {
  const secret = keyOf(parsed(json)?.secret)
  if (!secret) throw new Error('The keys cannot be read: "secret" must be 32 bytes in base64.')
  return { secret, ...readDailyKeys(json) }
}

/** The daily keys alone, and which are gone for good, from the same form with or without its secret; throws as `readKeyRing` does. */
export function readDailyKeys(json: string): Omit<KeyRing, 'secret'> {
  const days = new Map<string, DailyKey>()
  const written = parsed(json)
  if (!written) throw new Error('The keys cannot be read: they are not a JSON object.')
  for (const [day, daily] of Object.entries(written.days ?? {})) {
    const key = keyOf(daily?.key)
    if (!NAME.test(day) || !key || typeof daily?.madeOn !== 'string')
      throw new Error('The keys cannot be read: one of "days" is not a day with a key and "madeOn".')
    days.set(day, { key, madeOn: daily.madeOn })
  }
  for (const name of ['goneBefore', 'countsGoneBefore'] as const)
    if (written[name] !== undefined && !DAY.test(String(written[name])))
      throw new Error(`The keys cannot be read: "${name}" is not a day.`)
  return left(days, written as Gone)
}

/** The ring as JSON, days in order. */
export function writeKeyRing({ secret, ...ring }: KeyRing): string {
  return `${JSON.stringify({ secret: toBase64(secret), ...writtenDays(ring) }, null, 2)}\n`
}

/** The daily keys alone as JSON, for a place that the lasting secret has no need to be in. */
export function writeDailyKeys(ring: Omit<KeyRing, 'secret'>): string {
  return JSON.stringify(writtenDays(ring))
}

/** A ring with a fresh secret and no days yet. */
export function freshKeyRing(random: (bytes: number) => Uint8Array): KeyRing {
  return { secret: random(KEY_BYTES), days: new Map() }
}

/** The ring with a fresh key for each of these days that has none; none is ever replaced, nor made again once it is gone. */
export function withDays(
  ring: KeyRing,
  wanted: string[],
  madeOn: string,
  random: (bytes: number) => Uint8Array,
): KeyRing {
  const missing = wanted.filter(name => !ring.days.has(name) && !isGone(ring, name))
  if (missing.length === 0) return ring
  const made = missing.map(day => [day, { key: random(KEY_BYTES), madeOn }] as const)
  return { ...ring, days: new Map([...ring.days, ...made]) }
}

/** The ring without the keys of the days before this one, for good: no copy of an earlier time brings them back. */
export function withoutDaysBefore(ring: KeyRing, day: string, purpose: KeyPurpose = 'contacts'): KeyRing {
  const mark = markOf(purpose)
  if ((ring[mark] ?? '') >= day) return ring
  return { secret: ring.secret, ...left(ring.days, { ...ring, [mark]: day }) }
}

/** The first day whose keys of this purpose have not been destroyed for good; undefined before the first destruction. */
export function goneBefore(ring: KeyRing, purpose: KeyPurpose): string | undefined {
  return ring[markOf(purpose)]
}

/**
 * What two copies of a ring hold together: what is gone for one is gone for both, and where they disagree on a key the
 * first is right. Throws when they are not copies of one ring.
 */
export function mergedRings(first: KeyRing, second: KeyRing): KeyRing {
  if (toBase64(first.secret) !== toBase64(second.secret))
    throw new Error('The key file and its copy do not belong together. Take away the one that is wrong.')
  const gone = {
    goneBefore: latest(first.goneBefore, second.goneBefore),
    countsGoneBefore: latest(first.countsGoneBefore, second.countsGoneBefore),
  }
  return { secret: first.secret, ...left(new Map([...second.days, ...first.days]), gone) }
}

type Written = {
  secret?: unknown
  days?: Record<string, { key?: unknown; madeOn?: unknown } | null>
  goneBefore?: unknown
  countsGoneBefore?: unknown
}

function markOf(purpose: KeyPurpose) {
  return purpose === 'counts' ? 'countsGoneBefore' : 'goneBefore'
}

function isGone(gone: Gone, name: string): boolean {
  return name < (gone[markOf(isFor('counts', name) ? 'counts' : 'contacts')] ?? '')
}

/** Later of two days, where there is one. */
function latest(one?: string, other?: string): string | undefined {
  return (one ?? '') > (other ?? '') ? one : other
}

function left(days: DailyKeys, { goneBefore, countsGoneBefore }: Gone): Omit<KeyRing, 'secret'> {
  const gone = { ...(goneBefore && { goneBefore }), ...(countsGoneBefore && { countsGoneBefore }) }
  return { days: new Map([...days].filter(([name]) => !isGone(gone, name))), ...gone }
}

function writtenDays({ days, goneBefore, countsGoneBefore }: Omit<KeyRing, 'secret'>) {
  const inOrder = [...days].sort(([a], [b]) => (a < b ? -1 : 1))
  const keys = inOrder.map(([day, { key, madeOn }]) => [day, { key: toBase64(key), madeOn }] as const)
  return { days: Object.fromEntries(keys), goneBefore, countsGoneBefore }
}

function parsed(json: string): Written | undefined {
  try {
    const written = JSON.parse(json) as unknown
    return typeof written === 'object' && written !== null ? written : undefined
  } catch {
    return undefined
  }
}

function keyOf(written: unknown): Uint8Array | undefined {
  const key = typeof written === 'string' ? fromBase64(written) : undefined
  return key?.length === KEY_BYTES ? key : undefined
}
