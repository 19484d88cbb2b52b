import { plainWidth } from './plain-width.ts'

/** Crockford's base 32: no I, L, O or U, so that a code can be read aloud, and from paper. */
export const crockfordSigns = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The signs of a code that somebody typed or pasted, and nothing else. Forgives lower case, spaces, dashes of every kind,
 * full-width signs, O for 0, and I or L for 1.
 */
export function signsTyped(typed: string): string {
  return plainWidth(typed)
    .replace(/[\s\p{Pd}\p{Cf}_.·−ー]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}
