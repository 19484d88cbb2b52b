import { crockfordSigns, signsTyped } from './crockford.ts'

/** An invitation code of five random bytes, as people see it: `ABCD-EFGH` (40 bits, at most five tries). */
export function invitationCode(bytes: Uint8Array): string {
  if (bytes.length !== 5) throw new Error('An invitation code is made of exactly five bytes.')
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  const signs = Array.from(
    { length: 8 },
    (_, index) => crockfordSigns[Number((bits >> BigInt(35 - 5 * index)) & 31n)],
  )
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`
}

/** A sign-in code of eight random bytes: six digits, `042917`. */
export function signInCode(bytes: Uint8Array): string {
  if (bytes.length !== 8) throw new Error('A sign-in code is made of exactly eight bytes.')
  let number = 0n
  for (const byte of bytes) number = (number << 8n) | BigInt(byte)
  return String(number % 1_000_000n).padStart(6, '0')
}

/**
 * The code that a member of staff typed or pasted, in its one shown form; undefined when it can be neither
 * kind. Forgives lower case, spaces, dashes, full-width signs, O for 0, and I or L for 1.
 */
export function readStaffCode(typed: string): string | undefined {
  if (typed.length > 60) return undefined
  const signs = signsTyped(typed)
  if (/^\d{6}$/.test(signs)) return signs
  if (!new RegExp(`^[${crockfordSigns}]{8}$`).test(signs)) return undefined
  return `${signs.slice(0, 4)}-${signs.slice(4)}`
}
