import { fromBase64Url, toBase64Url } from './base64.ts'
import { heldKey } from './held-key.ts'

/** Where a sealed text belongs; opened anywhere else it stays shut. */
export type Place = { table: string; row: string; column: string }

/** What a sealed text shows to everybody: how it was sealed, on which day it is forgotten, and its bytes. */
export type Sealed = { version: string; day: string; print: Uint8Array; iv: Uint8Array; secret: Uint8Array }

/**
 * One way of sealing bytes with a 32-byte key and a 12-byte iv, bound to additional data. `open` throws when anything was
 * changed. `version` stands before each text that was sealed in this way, so that several can be read side by side.
 */
export type Sealing = {
  version: string
  seal(key: Bytes, iv: Bytes, boundTo: Bytes, open: Bytes): Promise<Uint8Array>
  open(key: Bytes, iv: Bytes, boundTo: Bytes, sealed: Bytes): Promise<Uint8Array>
  /** Tells two keys of one day apart without telling anything about either: four bytes or more. */
  print(key: Bytes): Promise<Uint8Array>
}

type Bytes = Uint8Array<ArrayBuffer>

/** The length of a daily key in bytes: AES-256. */
export const KEY_BYTES = 32

/** The length of the fresh randomness that each sealing needs, in bytes: the 96-bit IV of GCM. */
export const IV_BYTES = 12

const PRINT_BYTES = 4
const TAG_BYTES = 16
const BLOCK_BYTES = 64

const prints = new WeakMap<Bytes, Promise<Uint8Array>>()

/** Version 1: AES-256-GCM by WebCrypto, prints by HMAC-SHA-256. */
export const aesGcm: Sealing = {
  version: '1',
  async seal(key, iv, additionalData, open) {
    const algorithm = { name: 'AES-GCM', iv, additionalData }
    return new Uint8Array(await crypto.subtle.encrypt(algorithm, await heldKey(key, 'encrypt'), open))
  },
  async open(key, iv, additionalData, sealed) {
    const algorithm = { name: 'AES-GCM', iv, additionalData }
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, await heldKey(key, 'decrypt'), sealed))
  },
  print(key) {
    const print = prints.get(key) ?? printed(key)
    prints.set(key, print)
    return print
  },
}

async function printed(key: Bytes): Promise<Uint8Array> {
  const text = encoded('heartline: print of a daily key')
  return new Uint8Array(await crypto.subtle.sign('HMAC', await heldKey(key, 'sign'), text), 0, PRINT_BYTES)
}

/**
 * Seals a text as `<version>.<day>.<base64url of key print, iv, ciphertext>`, with AES-256-GCM unless another way is given.
 * The iv must be fresh for each call. Only the number of 64-byte blocks shows, not the length of the text.
 */
export async function sealText(
  key: Uint8Array,
  iv: Uint8Array,
  day: string,
  place: Place,
  text: string,
  sealing: Sealing = aesGcm,
): Promise<string> {
  if (iv.length !== IV_BYTES) throw new Error('Sealing needs exactly 12 fresh random bytes.')
  const own = keyOfOwn(key)
  const bound = boundTo(place, sealing.version)
  const secret = await sealing.seal(own, new Uint8Array(iv), bound, padded(text))
  const print = (await sealing.print(own)).subarray(0, PRINT_BYTES)
  return `${sealing.version}.${day}.${toBase64Url(Uint8Array.from([...print, ...iv, ...secret]))}`
}

/**
 * Opens what `sealText` made; undefined when it was sealed with an earlier key of the same day, which is
 * gone. Throws when it was changed or belongs to another place.
 */
export async function openText(
  key: Uint8Array,
  sealed: Sealed,
  place: Place,
  sealings: readonly Sealing[] = [aesGcm],
): Promise<string | undefined> {
  const sealing = sealings.find(({ version }) => version === sealed.version) as Sealing
  const own = keyOfOwn(key)
  const print = await sealing.print(own)
  if (sealed.print.some((byte, index) => byte !== print[index])) return undefined
  const bound = boundTo(place, sealing.version)
  try {
    return unpadded(await sealing.open(own, new Uint8Array(sealed.iv), bound, new Uint8Array(sealed.secret)))
  } catch {
    throw new Error('A sealed text was changed, or belongs to another place.')
  }
}

/** Takes a sealed text apart; throws when it was not sealed in one of these ways. */
export function readSealed(sealed: string, sealings: readonly Sealing[] = [aesGcm]): Sealed {
  const parts = /^(\w{1,8})\.(\d{4}-\d{2}-\d{2})\.([A-Za-z0-9_-]+)$/.exec(sealed)
  const bytes = parts ? fromBase64Url(parts[3]!) : undefined
  const ivEnd = PRINT_BYTES + IV_BYTES
  const isKnown = sealings.some(({ version }) => version === parts?.[1])
  if (!isKnown || !parts || !bytes || bytes.length < ivEnd + TAG_BYTES + BLOCK_BYTES)
    throw new Error('This is not a sealed text that this version can read.')
  return {
    version: parts[1]!,
    day: parts[2]!,
    print: bytes.slice(0, PRINT_BYTES),
    iv: bytes.slice(PRINT_BYTES, ivEnd),
    secret: bytes.slice(ivEnd),
  }
}

/** The additional data of a place: a JSON list, so that no two places ever read alike, nor two versions. */
export function boundTo(place: Place, version = aesGcm.version): Bytes {
  return encoded(JSON.stringify([version, place.table, place.row, place.column]))
}

/** The text as bytes, filled up to a whole number of 64-byte blocks (ISO/IEC 7816-4: 0x80, then zeros). */
export function padded(text: string): Bytes {
  const bytes = encoded(text)
  const full = new Uint8Array(Math.ceil((bytes.length + 1) / BLOCK_BYTES) * BLOCK_BYTES)
  full.set(bytes)
  full[bytes.length] = 0x80
  return full
}

function unpadded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, bytes.lastIndexOf(0x80)))
}

function keyOfOwn(key: Uint8Array): Bytes {
  if (key.length !== KEY_BYTES) throw new Error('A daily key has exactly 32 bytes.')
  return key as Bytes
}

function encoded(text: string): Bytes {
  return new TextEncoder().encode(text)
}
