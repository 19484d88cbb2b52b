const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Bytes as base 32 without padding (RFC 4648, section 6), as authenticator apps read a secret. */
export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    for (; bits >= 5; bits -= 5) text += SIGNS[(held >> (bits - 5)) & 31]
  }
  return bits > 0 ? text + SIGNS[(held << (5 - bits)) & 31] : text
}
