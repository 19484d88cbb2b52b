import { crockfordSigns, signsTyped } from './crockford.ts'

/** How many random bytes a return code is made of: 80 bits, more than anyone can try. */
export const RETURN_CODE_BYTES = 10

/** The return code of ten random bytes, as callers see it: `ABCD-EFGH-JKMN-PQRS`. */
export function returnCode(bytes: Uint8Array): string {
  if (bytes.length !== RETURN_CODE_BYTES) throw new Error('A return code is made of exactly ten bytes.')
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  let signs = ''
  for (let shift = 75n; shift >= 0n; shift -= 5n) signs += crockfordSigns[Number((bits >> shift) & 31n)]
  return inGroups(signs)
}

/**
 * The return code that someone typed, in its one shown form; undefined when it cannot be one.
 * Forgives lower case, spaces, dashes of every kind, full-width signs, O for 0, and I or L for 1.
 */
export function readReturnCode(typed: string): string | undefined {
  // Nobody types this much by accident; what is longer is not worth the work.
  if (typed.length > 100) return undefined
  const signs = signsTyped(typed)
  if (signs.length !== 16) return undefined
  for (const sign of signs) if (!crockfordSigns.includes(sign)) return undefined
  return inGroups(signs)
}

function inGroups(signs: string): string {
  return signs.replace(/(.{4})(?=.)/g, '$1-')
}
