import { fromBase64, toBase64 } from './base64.ts'
import { KEY_BYTES } from './seal.ts'

/** A daily key, and the local day on which it was made. */
export type DailyKey = { key: Uint8Array; madeOn: string }

/** The daily keys by the day on which each is destroyed. */
export type DailyKeys = ReadonlyMap<string, DailyKey>

/**
 * All keys of an installation: the lasting secret and the daily keys. Those of the days before `goneBefore` have been
 * destroyed for good: a ring that comes back from a copy of earlier times loses them as soon as it is read.
 */
export type KeyRing = { secret: Uint8Array; days: DailyKeys; goneBefore?: string }

const DAY = /^\d{4}-\d{2}-\d{2}$/

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
export function readDailyKeys(json: string): Pick<KeyRing, 'days' | 'goneBefore'> {
  const days = new Map<string, DailyKey>()
  const written = parsed(json)
  if (!written) throw new Error('The keys cannot be read: they are not a JSON object.')
  for (const [day, daily] of Object.entries(written.days ?? {})) {
    const key = keyOf(daily?.key)
    if (!DAY.test(day) || !key || typeof daily?.madeOn !== 'string')
      throw new Error('The keys cannot be read: one of "days" is not a day with a key and "madeOn".')
    days.set(day, { key, madeOn: daily.madeOn })
  }
  const { goneBefore } = written
  if (goneBefore === undefined) return { days }
  if (typeof goneBefore !== 'string' || !DAY.test(goneBefore))
    throw new Error('The keys cannot be read: "goneBefore" is not a day.')
  return { days: from(days, goneBefore), goneBefore }
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
  const missing = wanted.filter(day => !ring.days.has(day) && day >= (ring.goneBefore ?? ''))
  if (missing.length === 0) return ring
  const made = missing.map(day => [day, { key: random(KEY_BYTES), madeOn }] as const)
  return { ...ring, days: new Map([...ring.days, ...made]) }
}

/** The ring without the keys of the days before this one, for good: no copy of an earlier time brings them back. */
export function withoutDaysBefore(ring: KeyRing, day: string): KeyRing {
  const goneBefore = latest(ring.goneBefore, day)
  if (goneBefore === ring.goneBefore) return ring
  return { ...ring, days: from(ring.days, goneBefore), goneBefore }
}

/**
 * What two copies of a ring hold together: what is gone for one is gone for both, and where they disagree on a key the
 * first is right. Throws when they are not copies of one ring.
 */
export function mergedRings(first: KeyRing, second: KeyRing): KeyRing {
  if (toBase64(first.secret) !== toBase64(second.secret))
    throw new Error('The key file and its copy do not belong together. Take away the one that is wrong.')
  const goneBefore = latest(first.goneBefore, second.goneBefore)
  const days = from(new Map([...second.days, ...first.days]), goneBefore)
  return { secret: first.secret, days, ...(goneBefore !== '' && { goneBefore }) }
}

type Written = {
  secret?: unknown
  days?: Record<string, { key?: unknown; madeOn?: unknown } | null>
  goneBefore?: unknown
}

function latest(one = '', other = ''): string {
  return one > other ? one : other
}

function from(days: DailyKeys, day: string): DailyKeys {
  return new Map([...days].filter(([named]) => named >= day))
}

function writtenDays({ days, goneBefore }: Omit<KeyRing, 'secret'>) {
  const inOrder = [...days].sort(([a], [b]) => (a < b ? -1 : 1))
  const keys = inOrder.map(([day, { key, madeOn }]) => [day, { key: toBase64(key), madeOn }] as const)
  return { days: Object.fromEntries(keys), goneBefore }
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
