import { plainWidth } from './plain-width.ts'

/** Letters and digits that survive being read aloud on television: no vowels, nothing that looks like another. */
const signs = '23456789CDFGHJKMNPQRTVWX'

/** A short code for an outreach session, of five random bytes: 'K7-4TM'. */
export function outreachCode(bytes: Uint8Array): string {
  const chosen = Array.from(bytes.slice(0, 5), byte => signs[byte % signs.length]).join('')
  return `${chosen.slice(0, 2)}-${chosen.slice(2)}`
}

/** A code that somebody chose, in its one form: capitals, digits and dashes, 2 to 20; undefined when it cannot be one. */
export function readOutreachCode(typed: string): string | undefined {
  const code = plainWidth(typed).trim().toUpperCase()
  return /^[A-Z0-9][A-Z0-9-]{1,19}$/.test(code) ? code : undefined
}
