import { toBase32 } from './base32.ts'
import { plainWidth } from './plain-width.ts'

/** The length of the secret that an authenticator app shares with us, in bytes: that of SHA-1 (RFC 4226, section 4). */
export const TOTP_SECRET_BYTES = 20

const STEP_MS = 30_000
const DIGITS = 6

/** The half minute that an instant lies in, counted from 1970: what a time-based code is made of. */
export function totpStep(at: Date): number {
  return Math.floor(at.getTime() / STEP_MS)
}

/** The six digits of one half minute: RFC 6238 with HMAC-SHA-1, the form that every authenticator app knows. */
export async function totpCode(secret: Uint8Array, step: number): Promise<string> {
  const counter = new DataView(new ArrayBuffer(8))
  counter.setBigUint64(0, BigInt(step))
  const algorithm = { name: 'HMAC', hash: 'SHA-1' }
  const key = await crypto.subtle.importKey('raw', new Uint8Array(secret), algorithm, false, ['sign'])
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer))
  const offset = mac.getUint8(19) & 15
  return String((mac.getUint32(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0')
}

/**
 * The half minute whose code was typed: the one of `at`, or the one before or after it, for clocks go wrong.
 * Undefined for any other, and for one that is not newer than `lastStep`: a code works once.
 */
export async function totpStepOf(
  secret: Uint8Array,
  typed: string,
  at: Date,
  lastStep: number,
): Promise<number | undefined> {
  const now = totpStep(at)
  const steps = [now - 1, now, now + 1]
  const codes = await Promise.all(steps.map(step => totpCode(secret, step)))
  // All three are compared to the end, so that the time taken tells nothing.
  const right = steps.filter((_, place) => sameDigits(codes[place] as string, typed))
  return right.find(step => step > lastStep)
}

/** The six digits that somebody typed or pasted; undefined when they are none. Forgives spaces and full width. */
export function readTotpCode(typed: string): string | undefined {
  const digits = typed.length > 40 ? '' : plainWidth(typed).replace(/[\s\p{Pd}\p{Cf}]/gu, '')
  return /^\d{6}$/.test(digits) ? digits : undefined
}

/** The secret as people type it: base 32 in groups of four. */
export function totpSecretText(secret: Uint8Array): string {
  return toBase32(secret).replace(/(.{4})(?=.)/g, '$1 ')
}

/** The address that an authenticator app on the same device opens by itself. */
export function totpAddress(secret: Uint8Array, issuer: string, account: string): string {
  const label = [issuer, account].map(part => encodeURIComponent(part.replaceAll(':', ' '))).join(':')
  return `otpauth://totp/${label}?secret=${toBase32(secret)}&issuer=${encodeURIComponent(issuer)}`
}

function sameDigits(expected: string, typed: string): boolean {
  let difference = expected.length ^ typed.length
  for (let place = 0; place < DIGITS; place++)
    difference |= expected.charCodeAt(place) ^ (typed.charCodeAt(place) || 0)
  return difference === 0
}
