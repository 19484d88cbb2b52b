import type { Deps } from '../../deps.ts'
import { monthOf } from '../../domain/days.ts'
import { readPhoneNumber } from '../../domain/phone-number.ts'
import { localDay } from '../../domain/time.ts'

const withheld = new Set(['', 'anonymous', 'unknown', 'private', 'restricted', 'unavailable', 'withheld'])

/** Whether an exchange's `from` names a number at all. */
export function isWithheld(from: string | undefined): boolean {
  return withheld.has(from?.trim().toLowerCase() ?? '')
}

/**
 * What is kept of a caller's number: a tag that is the same for the same number within one local month, and that
 * nobody can make again once that month's last key is destroyed. null for withheld numbers.
 */
export async function callerTag(
  { keys, now, config }: Pick<Deps, 'keys' | 'now' | 'config'>,
  from: string | undefined,
): Promise<string | null> {
  if (from === undefined || isWithheld(from)) return null
  const { to } = monthOf(localDay(now(), config.TIME_ZONE))
  // The number of one telephone, with the prefix of the country or without.
  const number = readPhoneNumber(from)?.replace(/^(\+|00)86(?=1\d{10}$)/, '')
  return keys.tag('caller', number ?? from.trim().toLowerCase(), to)
}
