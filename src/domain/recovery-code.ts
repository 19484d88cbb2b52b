import { crockfordSigns, signsTyped } from './crockford.ts'

/** How many recovery codes a person has at a time. */
export const RECOVERY_CODES = 10

/** How many random bytes a recovery code is made of, one for each of its ten signs (50 bits). */
export const RECOVERY_CODE_BYTES = 10

/** A recovery code as people write it down: `ABCDE-FGHJK`. */
export function recoveryCode(bytes: Uint8Array): string {
  if (bytes.length !== RECOVERY_CODE_BYTES) throw new Error('A recovery code is made of exactly ten bytes.')
  const signs = Array.from(bytes, byte => crockfordSigns[byte & 31]).join('')
  return `${signs.slice(0, 5)}-${signs.slice(5)}`
}

/** The recovery code that somebody typed, in its one shown form; undefined when it cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  if (typed.length > 60) return undefined
  const signs = signsTyped(typed)
  return new RegExp(`^[${crockfordSigns}]{10}$`).test(signs)
    ? `${signs.slice(0, 5)}-${signs.slice(5)}`
    : undefined
}
