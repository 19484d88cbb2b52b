import { type Day, dayAfter } from './days.ts'
import { dayStart, localDay } from './time.ts'

/** The settings that say how long what a caller left is kept. */
export type KeepingRules = { TIME_ZONE: string; CONTACT_HOURS: number }

/** The settings that say how long a booking is kept. */
export type BookingRules = { TIME_ZONE: string; KEEP_DAYS: number }

const hour = 3_600_000

/** The local day with whose key contact and note are sealed: that on which CONTACT_HOURS after the session are over. */
export function forgetOn(rules: KeepingRules, endsAt: Date): Day {
  return localDay(new Date(endsAt.getTime() + rules.CONTACT_HOURS * hour), rules.TIME_ZONE)
}

/** When contact and note are gone at the latest, copies and backups included: when that day is over. */
export function contactKeptUntil(rules: KeepingRules, endsAt: Date): Date {
  return dayStart(dayAfter(forgetOn(rules, endsAt), 1), rules.TIME_ZONE)
}

/** When a booking is gone at the latest, with its return code: when the day is over on which KEEP_DAYS are. */
export function bookingKeptUntil({ TIME_ZONE, KEEP_DAYS }: BookingRules, endsAt: Date): Date {
  const lastDay = localDay(new Date(endsAt.getTime() + KEEP_DAYS * 24 * hour), TIME_ZONE)
  return dayStart(dayAfter(lastDay, 1), TIME_ZONE)
}

type Left = {
  endsAt: Date
  canceledAt: Date | null
  closedAt: Date | null
  contactSealed: string | null
  noteSealed: string | null
}

/**
 * What has become of contact and note: until when they are kept, or since when they are deleted. Neither while nothing
 * was given, or nobody can tell any more. Deleted when the caller canceled, when the session was closed, or by the rule.
 */
export function contactFate(
  rules: KeepingRules,
  left: Left,
  now: Date,
): { keptUntil?: Date; deletedAt?: Date } {
  const until = contactKeptUntil(rules, left.endsAt)
  // The row may be late, the key is not: after that day nobody can read them.
  if (left.contactSealed !== null || left.noteSealed !== null)
    return until > now ? { keptUntil: until } : { deletedAt: until }
  const due = new Date(left.endsAt.getTime() + rules.CONTACT_HOURS * hour)
  const deletedAt = left.canceledAt ?? left.closedAt ?? (due <= now ? due : undefined)
  return deletedAt ? { deletedAt } : {}
}
