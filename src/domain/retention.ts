/** What a record says of people, by `docs` and the promise to callers: the stricter the class, the shorter it lives. */
export type RetentionClass = 'staff' | 'caller_linked' | 'contact' | 'outcome' | 'release' | 'access_log'

/** The settings that periods come from. */
export type RetentionSettings = {
  CONTACT_HOURS: number
  KEEP_DAYS: number
  COUNT_YEARS: number
  ACCESS_LOG_MONTHS: number
}

/** From what a period is counted. */
export type RetentionStart =
  | 'session_end'
  | 'contact_end'
  | 'callback_promise'
  | 'month_of_arrival'
  | 'settled'
  | 'due'
  | 'last_day'
  | 'end'
  | 'revoked_or_retired'
  | 'rest_end'
  | 'counted'
  | 'written'

type Unit = 'hours' | 'days' | 'months' | 'years'

/** A period: of a setting, or fixed where it follows from what the record is for. */
export type Period = { unit: Unit } & ({ setting: keyof RetentionSettings } | { count: number })

/**
 * One rule of what is forgotten: the rows of a table or, with `columns`, only these; how long `after` what. It holds for
 * the tables that go `with` it too: PostgreSQL deletes their rows together.
 */
export type RetentionRule = {
  id: RuleId
  of: RetentionClass
  table: string
  columns?: readonly string[]
  with?: readonly string[]
  after: RetentionStart
  period: Period
}

/** A number to call back is kept at most so many local days after the promise, sooner once it was kept. */
export const callbackDays = 4

const at = (count: number, unit: Unit): Period => ({ unit, count })
const by = (setting: keyof RetentionSettings, unit: Unit): Period => ({ unit, setting })

const rules = [
  {
    id: 'booking_contact',
    of: 'contact',
    table: 'bookings',
    columns: ['contact_sealed', 'note_sealed', 'request_tag'],
    after: 'session_end',
    period: by('CONTACT_HOURS', 'hours'),
  },
  {
    id: 'booking',
    of: 'caller_linked',
    table: 'bookings',
    with: ['letters', 'closings', 'ledger', 'emergency_openings'],
    after: 'session_end',
    period: by('KEEP_DAYS', 'days'),
  },
  {
    id: 'call_contact',
    of: 'contact',
    table: 'calls',
    columns: ['contact_sealed', 'request_tag'],
    after: 'contact_end',
    period: by('CONTACT_HOURS', 'hours'),
  },
  {
    id: 'callback_contact',
    of: 'contact',
    table: 'calls',
    columns: ['contact_sealed'],
    after: 'callback_promise',
    period: at(callbackDays, 'days'),
  },
  {
    id: 'caller_tag',
    of: 'caller_linked',
    table: 'calls',
    columns: ['caller_tag'],
    after: 'month_of_arrival',
    period: at(0, 'days'),
  },
  {
    id: 'call',
    of: 'caller_linked',
    table: 'calls',
    with: ['offers', 'routing_steps', 'closings', 'ledger', 'emergency_openings'],
    after: 'contact_end',
    period: by('KEEP_DAYS', 'days'),
  },
  {
    id: 'letter_address',
    of: 'contact',
    table: 'letters',
    columns: ['to_sealed', 'secret_sealed'],
    after: 'settled',
    period: at(0, 'hours'),
  },
  { id: 'staff_letter', of: 'staff', table: 'letters', after: 'due', period: at(30, 'days') },
  {
    id: 'waiting_entry',
    of: 'contact',
    table: 'waiting_entries',
    with: ['waiting_times', 'letters'],
    after: 'last_day',
    period: at(0, 'days'),
  },
  {
    id: 'rest',
    of: 'caller_linked',
    table: 'duties',
    columns: ['rest_until'],
    after: 'rest_end',
    period: at(0, 'hours'),
  },
  { id: 'sign_in', of: 'staff', table: 'sign_ins', after: 'end', period: at(7, 'days') },
  { id: 'sign_in_code', of: 'staff', table: 'sign_in_codes', after: 'end', period: at(7, 'days') },
  { id: 'spent_challenge', of: 'staff', table: 'spent_challenges', after: 'end', period: at(1, 'days') },
  { id: 'wrong_tries', of: 'staff', table: 'wrong_tries', after: 'written', period: at(2, 'days') },
  {
    id: 'calendar_feed',
    of: 'staff',
    table: 'calendar_feeds',
    after: 'revoked_or_retired',
    period: at(0, 'days'),
  },
  { id: 'roster_request', of: 'staff', table: 'roster_requests', after: 'written', period: at(30, 'days') },
  {
    id: 'uncovered_warning',
    of: 'staff',
    table: 'uncovered_warnings',
    after: 'due',
    period: at(30, 'days'),
  },
  { id: 'outcome', of: 'outcome', table: 'outcomes', after: 'counted', period: by('COUNT_YEARS', 'years') },
  { id: 'tally', of: 'outcome', table: 'tallies', after: 'counted', period: by('COUNT_YEARS', 'years') },
  {
    id: 'day_count',
    of: 'outcome',
    table: 'day_counts',
    after: 'counted',
    period: by('COUNT_YEARS', 'years'),
  },
  {
    id: 'access_line',
    of: 'access_log',
    table: 'audit_lines',
    after: 'written',
    period: by('ACCESS_LOG_MONTHS', 'months'),
  },
] as const satisfies readonly (Omit<RetentionRule, 'id'> & { id: string })[]

/** The name of a rule. */
export type RuleId = (typeof rules)[number]['id']

/** Why the rows of a table stay: they tell of no caller, or another step takes them away as soon as they have served. */
export type KeptBecause = 'roster' | 'staff_record' | 'service' | 'public_count' | 'log_links' | 'passing'

/** The tables that no rule empties, each with its reason. */
export const keptTables: Record<string, KeptBecause> = {
  partners: 'service',
  territories: 'service',
  people: 'staff_record',
  passkeys: 'staff_record',
  authenticator_apps: 'staff_record',
  recovery_codes: 'staff_record',
  shifts: 'staff_record',
  duties: 'staff_record',
  weekly_patterns: 'roster',
  days_off: 'roster',
  open_shifts: 'roster',
  cover_asks: 'roster',
  shift_swaps: 'roster',
  seats_required: 'roster',
  roster_changes: 'passing',
  coverage_checks: 'passing',
  spool: 'passing',
  outreach_sessions: 'public_count',
  releases: 'public_count',
  audit_seals: 'log_links',
}

/** A set of rules for a kind of deployment. */
export type RetentionProfile = 'cn-hotline'

/**
 * What a deployment forgets. `cn-hotline`: the national guideline on psychological-aid hotlines (2021) wants handling
 * and assessment kept for three years, here as coded outcomes that tell of nobody; everything else is our own default.
 */
export const retentionProfiles: Record<RetentionProfile, readonly RetentionRule[]> = { 'cn-hotline': rules }

/** How long the records of a rule are kept with these settings. */
export function periodOf({ period }: Pick<RetentionRule, 'period'>, settings: RetentionSettings) {
  return { unit: period.unit, count: 'count' in period ? period.count : settings[period.setting] }
}

/** The rule of a profile by its name. */
export function ruleOf(profile: RetentionProfile, id: RuleId): RetentionRule {
  return retentionProfiles[profile].find(rule => rule.id === id) as RetentionRule
}

/** The instant before which something must have begun to be due at `now`: calendar months and years, in UTC. */
export function cutoffOf(now: Date, { unit, count }: { unit: Unit; count: number }): Date {
  if (unit === 'hours' || unit === 'days')
    return new Date(now.getTime() - count * (unit === 'days' ? 24 : 1) * 3_600_000)
  const months = unit === 'years' ? count * 12 : count
  const cutoff = new Date(now)
  cutoff.setUTCMonth(cutoff.getUTCMonth() - months)
  // 31 March less a month is 28 February, not 3 March.
  if (cutoff.getUTCDate() !== now.getUTCDate()) cutoff.setUTCDate(0)
  return cutoff
}
