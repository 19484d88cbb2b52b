import { heldKey } from './held-key.ts'
import { toHex } from './hex.ts'

/** HMAC-SHA-256 of a text. */
export type Hmac = (secret: Uint8Array, text: string) => Promise<Uint8Array>

/**
 * The keyed HMAC-SHA-256 of a value, in hex; the same value under another purpose gives another tag,
 * so tags of different purposes cannot be compared.
 */
export async function keyedTag(
  secret: Uint8Array,
  purpose: string,
  value: string,
  hmac: Hmac = hmacOfWeb,
): Promise<string> {
  const tag = await hmac(secret, JSON.stringify(['tag', purpose, value]))
  return toHex(tag)
}

/** As many bytes as asked for, always the same for one secret, purpose and value, and random to everybody else. */
export async function keyedBytes(
  secret: Uint8Array,
  purpose: string,
  value: string,
  bytes: number,
  hmac: Hmac = hmacOfWeb,
): Promise<Uint8Array<ArrayBuffer>> {
  const derived = new Uint8Array(bytes)
  for (let block = 0; block * 32 < bytes; block += 1) {
    const part = await hmac(secret, JSON.stringify(['derive', purpose, value, block]))
    derived.set(part.subarray(0, bytes - block * 32), block * 32)
  }
  return derived
}

const hmacOfWeb: Hmac = async (secret, text) => {
  const key = await heldKey(secret, 'sign')
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)))
}
