/** A name to show and the address behind it, as in `您的时间 <time@example.org>`. */
export type Mailbox = { name: string; address: string }

// Narrower than RFC 5321 on purpose: no quotes, comments, groups, source routes (`%`, `!`), pipes
// or anything outside ASCII. Whoever has such an address can still leave a phone number.
const LOCAL = /^[A-Za-z0-9#$&'*+/=?^_{}~-]+(?:\.[A-Za-z0-9#$&'*+/=?^_{}~-]+)*$/
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/

/**
 * One mail address, its domain in lower case; undefined when it is not exactly one plain address:
 * a local part of at most 64 ASCII characters, a domain of two labels or more, 254 characters in all.
 */
export function readMailAddress(typed: string): string | undefined {
  const address = typed.replace(/^[ \u3000]+|[ \u3000]+$/g, '')
  if (address.length > 254) return undefined
  const at = address.indexOf('@')
  const local = address.slice(0, at)
  const domain = address.slice(at + 1).toLowerCase()
  if (at < 1 || local.length > 64 || !LOCAL.test(local)) return undefined
  const labels = domain.split('.')
  if (labels.length < 2 || !labels.every(label => LABEL.test(label))) return undefined
  if (!/[a-z]/.test(labels.at(-1)!)) return undefined
  return `${local}@${domain}`
}

/** The sender that a configuration names, `address` or `Name <address>`; undefined when it is neither. */
export function readMailbox(written: string): Mailbox | undefined {
  const named = /^([^<>]*)<([^<>]*)>\s*$/.exec(written)
  const address = readMailAddress(named ? named[2]! : written)
  const name = (named?.[1] ?? '').trim().replace(/^"(.*)"$/, '$1')
  if (address === undefined || /[\p{Cc}\p{Zl}\p{Zp}"<>]/u.test(name) || name.length > 100) return undefined
  return { name, address }
}
