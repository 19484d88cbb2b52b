import type { Config } from '../../../config.ts'

/** On which day after the session the contact is deleted, counted from the day of the session. */
export function contactDays({ CONTACT_HOURS }: Pick<Config, 'CONTACT_HOURS'>): number {
  return Math.ceil(CONTACT_HOURS / 24)
}
