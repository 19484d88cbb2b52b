import { plainWidth } from './plain-width.ts'

/**
 * The phone number that someone typed, as digits with at most one leading `+`; undefined when it
 * is not one. Allows spaces, dashes, parentheses and full-width signs around 3 to 20 digits, and
 * does not judge which numbers exist: short numbers and those of other countries are welcome.
 */
export function readPhoneNumber(typed: string): string | undefined {
  if (typed.length > 60) return undefined
  const written = plainWidth(typed)
    .replace(/[\p{Pd}−]/gu, '-')
    .trim()
  if (!/^\(?\+?[0-9 ()-]+$/.test(written)) return undefined
  const digits = written.replace(/[^0-9]/g, '')
  if (digits.length < 3 || digits.length > 20) return undefined
  return written.includes('+') ? `+${digits}` : digits
}
