import type { Day } from './days.ts'
import { localDay } from './time.ts'

/** The settings that say how long what a caller left is kept. */
export type KeepingRules = { TIME_ZONE: string; CONTACT_HOURS: number; KEEP_DAYS: number }

const hour = 3_600_000

/** Until when contact and note of a session are kept: CONTACT_HOURS after its end. */
export function contactKeptUntil(rules: KeepingRules, endsAt: Date): Date {
  return new Date(endsAt.getTime() + rules.CONTACT_HOURS * hour)
}

/** The local day with whose key contact and note are sealed: the last on which they may still be read. */
export function forgetOn(rules: KeepingRules, endsAt: Date): Day {
  return localDay(contactKeptUntil(rules, endsAt), rules.TIME_ZONE)
}
