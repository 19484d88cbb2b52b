import { fromBase64Url, toBase64Url } from './base64.ts'

/** Where a sealed text belongs; opened anywhere else it stays shut. */
export type Place = { table: string; row: string; column: string }

/** What a sealed text shows to everybody: how it was sealed, on which day it is forgotten, and its bytes. */
export type Sealed = { version: '1'; day: string; print: Uint8Array; iv: Uint8Array; secret: Uint8Array }

/** The length of a daily key in bytes: AES-256. */
export const KEY_BYTES = 32

/** The length of the fresh randomness that each sealing needs, in bytes: the 96-bit IV of GCM. */
export const IV_BYTES = 12

const PRINT_BYTES = 4
const TAG_BYTES = 16
const BLOCK_BYTES = 64

/**
 * Seals a text with AES-256-GCM as `1.<day>.<base64url of key print, iv, ciphertext>`. The iv must
 * be fresh for each call. Only the number of 64-byte blocks shows, not the length of the text.
 */
export async function sealText(
  key: Uint8Array,
  iv: Uint8Array,
  day: string,
  place: Place,
  text: string,
): Promise<string> {
  if (iv.length !== IV_BYTES) throw new Error('Sealing needs exactly 12 fresh random bytes.')
  const algorithm = { name: 'AES-GCM', iv: new Uint8Array(iv), additionalData: boundTo(place) }
  const secret = await crypto.subtle.encrypt(algorithm, await aes(key, 'encrypt'), padded(text))
  const print = await keyPrint(key)
  return `1.${day}.${toBase64Url(Uint8Array.from([...print, ...iv, ...new Uint8Array(secret)]))}`
}

/**
 * Opens what `sealText` made; undefined when it was sealed with an earlier key of the same day, which is
 * gone. Throws when it was changed or belongs to another place.
 */
export async function openText(key: Uint8Array, sealed: Sealed, place: Place): Promise<string | undefined> {
  const print = await keyPrint(key)
  if (sealed.print.some((byte, index) => byte !== print[index])) return undefined
  const algorithm = { name: 'AES-GCM', iv: new Uint8Array(sealed.iv), additionalData: boundTo(place) }
  try {
    const shut = new Uint8Array(sealed.secret)
    return unpadded(new Uint8Array(await crypto.subtle.decrypt(algorithm, await aes(key, 'decrypt'), shut)))
  } catch {
    throw new Error('A sealed text was changed, or belongs to another place.')
  }
}

/** Takes a sealed text apart; throws when it was not sealed by this program. */
export function readSealed(sealed: string): Sealed {
  const parts = /^1\.(\d{4}-\d{2}-\d{2})\.([A-Za-z0-9_-]+)$/.exec(sealed)
  const bytes = parts ? fromBase64Url(parts[2]!) : undefined
  const ivEnd = PRINT_BYTES + IV_BYTES
  if (!parts || !bytes || bytes.length < ivEnd + TAG_BYTES + BLOCK_BYTES)
    throw new Error('This is not a sealed text that this version can read.')
  return {
    version: '1',
    day: parts[1]!,
    print: bytes.slice(0, PRINT_BYTES),
    iv: bytes.slice(PRINT_BYTES, ivEnd),
    secret: bytes.slice(ivEnd),
  }
}

/** The additional data of a place: a JSON list, so that no two places ever read alike. */
export function boundTo(place: Place): Uint8Array<ArrayBuffer> {
  return encoded(JSON.stringify(['1', place.table, place.row, place.column]))
}

/** The text as bytes, filled up to a whole number of 64-byte blocks (ISO/IEC 7816-4: 0x80, then zeros). */
export function padded(text: string): Uint8Array<ArrayBuffer> {
  const bytes = encoded(text)
  const full = new Uint8Array(Math.ceil((bytes.length + 1) / BLOCK_BYTES) * BLOCK_BYTES)
  full.set(bytes)
  full[bytes.length] = 0x80
  return full
}

function unpadded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, bytes.lastIndexOf(0x80)))
}

/** Tells two keys of one day apart without telling anything about either. */
async function keyPrint(key: Uint8Array): Promise<Uint8Array> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', new Uint8Array(key), hmac, false, ['sign'])
  const print = await crypto.subtle.sign('HMAC', imported, encoded('heartline: print of a daily key'))
  return new Uint8Array(print, 0, PRINT_BYTES)
}

function aes(key: Uint8Array, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  if (key.length !== KEY_BYTES) throw new Error('A daily key has exactly 32 bytes.')
  return crypto.subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, [use])
}

function encoded(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text))
}
