import type { Config } from '../../../config.ts'
import { periodOf, type RuleId, ruleOf } from '../../../domain/retention.ts'

/** For how many days the records of a rule are kept, whole days, counted from the day of the session. */
export function keptDays(config: Config, id: RuleId): number {
  const { unit, count } = periodOf(ruleOf(config.RETENTION_PROFILE, id), config)
  return unit === 'hours' ? Math.ceil(count / 24) : count
}

/** On which day after the session the contact is deleted. */
export function contactDays(config: Config): number {
  return keptDays(config, 'booking_contact')
}
