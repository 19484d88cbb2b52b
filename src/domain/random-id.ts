import { toHex } from './hex.ts'

/** A random id (UUID version 4) of 16 random bytes: tells neither when it was made nor where. */
export function randomId(bytes: Uint8Array): string {
  if (bytes.length !== 16) throw new Error('An id is made of exactly 16 bytes.')
  const marked = Uint8Array.from(bytes)
  marked[6] = (marked[6]! & 0x0f) | 0x40
  marked[8] = (marked[8]! & 0x3f) | 0x80
  const hex = toHex(marked)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
