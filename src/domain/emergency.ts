/** Why a contact may be opened by two people: closed, so that nobody has to write what a caller said. */
export const emergencyReasons = ['suicide', 'violence', 'child', 'medical'] as const
export type EmergencyReason = (typeof emergencyReasons)[number]

/** A second person allows it within so many minutes of the question, or it has to be asked anew. */
export const minutesToAllow = 15
/** Allowed, it has to be opened for the first time within so many minutes. */
export const minutesToOpen = 15
/** From its first opening on, the contact can be seen for so many minutes. */
export const minutesOpen = 10

export type EmergencyState = 'asked' | 'lapsed' | 'refused' | 'allowed' | 'open' | 'over'

/** What has happened with a question for a contact, and when. */
export type EmergencyTimes = {
  askedAt: Date
  allowedAt: Date | null
  refusedAt: Date | null
  openedAt: Date | null
}

/** How a question for a contact stands at an instant, and until when it stays so; null for good. */
export function emergencyState(
  { askedAt, allowedAt, refusedAt, openedAt }: EmergencyTimes,
  now: Date,
): { state: EmergencyState; until: Date | null } {
  if (refusedAt) return { state: 'refused', until: null }
  if (openedAt) return within(openedAt, minutesOpen, now, 'open', 'over')
  if (allowedAt) return within(allowedAt, minutesToOpen, now, 'allowed', 'over')
  return within(askedAt, minutesToAllow, now, 'asked', 'lapsed')
}

function within(from: Date, minutes: number, now: Date, state: EmergencyState, then: EmergencyState) {
  const until = new Date(from.getTime() + minutes * 60_000)
  return now < until ? { state, until } : { state: then, until: null }
}
