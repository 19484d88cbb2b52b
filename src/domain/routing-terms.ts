/** Nobody stays on a line for longer than this; whoever seems to has hung up, and their exchange did not tell. */
export const longestWaitHours = 12

/** How long after its planned end an unclosed session still keeps its counselor from calls. */
export const longestOverrunMinutes = 30

/** So many minutes are left free between a call-back and the session after it. */
export const callbackMarginMinutes = 1

/** So far apart may the clocks of two machines be; what is further ahead belongs to another time. */
export const clockSkewMinutes = 5

/** In which order contacts are served where they came at one time; the head start of each is a setting. */
export const contactClasses = [
  'danger_now',
  'child',
  'promised_callback',
  'front_line_medical',
  'everyone',
] as const
export type ContactClass = (typeof contactClasses)[number]

/** What a contact can need of a counselor beyond the language. */
export const qualifications = ['minors', 'high_risk'] as const
export type Qualification = (typeof qualifications)[number]

/** What must be in force on the day on which somebody takes calls. */
export const requirements = ['qualification', 'training', 'insurance', 'supervision'] as const
export type Requirement = (typeof requirements)[number]

/**
 * A contact that waits for a counselor; `asked` are those who declined it in the duty that they are in. What is left
 * out is neutral: class everyone, no needs, no place, no partner left out, nobody named.
 */
export type Contact = {
  id: string
  arrivedAt: Date
  language: string
  asked: ReadonlySet<string>
  class?: ContactClass
  needs?: readonly Qualification[]
  /** The id of a partner none of whose people shall be asked. */
  withoutPartner?: string | null
  /** The place that it comes from and those around it, innermost first, the whole city left out. */
  places?: readonly string[]
  /** The id of the partner that runs the line it came on. */
  ofPartner?: string | null
  /** The counselor whom the caller's return code names. */
  named?: string | null
}

/** What somebody on duty is doing. */
export type DutyState = 'free' | 'offered' | 'talking' | 'wrap_up' | 'break' | 'away'

/** What is known of a counselor whether on duty or only planned; left out is: everything, without end, of no partner or place. */
export type Standings = {
  qualifications?: readonly Qualification[]
  /** The first instant at which it is no longer in force; null or left out for no end. */
  inForceUntil?: Partial<Record<Requirement, Date | null>>
  partnerId?: string | null
  territory?: string | null
}

/**
 * Somebody on duty: free since, last heard of, and the start of their running or next open session, if any;
 * `inSession` when they are in one, whatever the clock says.
 */
export type OnDuty = Standings & {
  id: string
  languages: readonly string[]
  state: DutyState
  idleSince: Date
  lastSeenAt: Date
  sessionAt?: Date | null
  /** Whether the ledger gives this minute to something other than a session or rest. */
  taken?: boolean
  inSession: boolean
  /** Until when they rest after a high-risk contact. */
  restUntil?: Date | null
  /** Calls answered in the duty that they are in, and in the last seven days; 0 when left out. */
  answeredInDuty?: number
  answeredInWeek?: number
}

/**
 * After how many minutes of waiting a contact is put to people of the whole city, to those of any partner, and when
 * the caller is told the number of the province.
 */
export type Widening = { cityMinutes: number; partnersMinutes: number; provinceMinutes: number }

/**
 * The settings of routing: minutes kept free before a session, seconds without a sign after which a page counts as
 * closed. The rest is off when left out: minutes that a call-back takes (0 for: like any call), most calls in one duty (0
 * for no bound), minutes of head start by class, seconds within which two count as equally long idle, and widening.
 */
export type RoutingRules = {
  guardMinutes: number
  presenceSeconds: number
  callbackMinutes?: number
  mostCalls?: number
  headStarts?: Partial<Record<ContactClass, number>>
  equalSeconds?: number
  widening?: Widening
}

/** Seconds from one instant to another; negative when it lies before. */
export function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000
}

/** The order of ids, so that every machine sees one order where nothing else tells two apart. */
export function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
