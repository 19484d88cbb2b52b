import { type Day, dayAfter } from './days.ts'
import { dayStart, localDay } from './time.ts'

/** The settings that say how long what a caller left is kept. */
export type KeepingRules = { TIME_ZONE: string; CONTACT_HOURS: number }

const hour = 3_600_000

/** The local day with whose key contact and note are sealed: that on which CONTACT_HOURS after the session are over. */
export function forgetOn(rules: KeepingRules, endsAt: Date): Day {
  return localDay(new Date(endsAt.getTime() + rules.CONTACT_HOURS * hour), rules.TIME_ZONE)
}

/** When contact and note are gone at the latest, copies and backups included: when that day is over. */
export function contactKeptUntil(rules: KeepingRules, endsAt: Date): Date {
  return dayStart(dayAfter(forgetOn(rules, endsAt), 1), rules.TIME_ZONE)
}
