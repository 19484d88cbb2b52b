import { fromBase64, toBase64 } from './base64.ts'
import { KEY_BYTES } from './seal.ts'

/** A daily key, and the local day on which it was made. */
export type DailyKey = { key: Uint8Array; madeOn: string }

/** The daily keys by the day on which each is destroyed. */
export type DailyKeys = ReadonlyMap<string, DailyKey>

/** All keys of an installation: the lasting secret and the daily keys. */
export type KeyRing = { secret: Uint8Array; days: DailyKeys }

const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * The ring that a key file or a secret holds; throws a sentence when it is none.
 * The sentence never repeats what was read: JSON.parse's own message would put key text into the log.
 */
export function readKeyRing(json: string): KeyRing {
  const secret = keyOf(parsed(json)?.secret)
  if (!secret) throw new Error('The keys cannot be read: "secret" must be 32 bytes in base64.')
  return { secret, days: readDailyKeys(json) }
}

/** The daily keys alone, from the same form with or without its secret; throws as `readKeyRing` does. */
export function readDailyKeys(json: string): DailyKeys {
  const days = new Map<string, DailyKey>()
  const written = parsed(json)
  if (!written) throw new Error('The keys cannot be read: they are not a JSON object.')
  for (const [day, daily] of Object.entries(written.days ?? {})) {
    const key = keyOf(daily?.key)
    if (!DAY.test(day) || !key || typeof daily?.madeOn !== 'string')
      throw new Error('The keys cannot be read: one of "days" is not a day with a key and "madeOn".')
    days.set(day, { key, madeOn: daily.madeOn })
  }
  return days
}

/** The ring as JSON, days in order. */
export function writeKeyRing({ secret, days }: KeyRing): string {
  return `${JSON.stringify({ secret: toBase64(secret), days: writtenDays(days) }, null, 2)}\n`
}

/** The daily keys alone as JSON, for a place that the lasting secret has no need to be in. */
export function writeDailyKeys(days: DailyKeys): string {
  return JSON.stringify({ days: writtenDays(days) })
}

/** A ring with a fresh secret and no days yet. */
export function freshKeyRing(random: (bytes: number) => Uint8Array): KeyRing {
  return { secret: random(KEY_BYTES), days: new Map() }
}

/** The ring with a fresh key for each of these days that has none; a key that exists is never replaced. */
export function withDays(
  ring: KeyRing,
  wanted: string[],
  madeOn: string,
  random: (bytes: number) => Uint8Array,
): KeyRing {
  const missing = wanted.filter(day => !ring.days.has(day))
  if (missing.length === 0) return ring
  const made = missing.map(day => [day, { key: random(KEY_BYTES), madeOn }] as const)
  return { ...ring, days: new Map([...ring.days, ...made]) }
}

/** The ring without the keys of the days before this one. */
export function withoutDaysBefore(ring: KeyRing, day: string): KeyRing {
  return { ...ring, days: new Map([...ring.days].filter(([named]) => named >= day)) }
}

type Written = { secret?: unknown; days?: Record<string, { key?: unknown; madeOn?: unknown } | null> }

function writtenDays(days: DailyKeys): Record<string, { key: string; madeOn: string }> {
  const inOrder = [...days].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(inOrder.map(([day, { key, madeOn }]) => [day, { key: toBase64(key), madeOn }]))
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
