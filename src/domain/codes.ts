/**
 * The closed lists of the house: each list stands here once, its labels in texts/, its checks in the schema.
 * Problem types and call kinds follow the national guideline on psychological-aid hotlines (2021).
 */

/** What kind of call it was; repeat calls are derived from tags, never chosen. */
export const callKinds = [
  'counseling',
  'practical_help',
  'silent',
  'nuisance',
  'wrong_number',
  'test',
] as const
export type CallKind = (typeof callKinds)[number]

/** What the contact was about; several may apply. */
export const presentingProblems = [
  'health',
  'mental_illness',
  'mood',
  'sexuality',
  'love',
  'marriage',
  'family',
  'parenting',
  'relationships',
  'study_work',
  'emergency_event',
  'practical',
  'other',
] as const
export type PresentingProblem = (typeof presentingProblems)[number]

/** The answer to the risk question that every contact carries: a handling class, not a prediction. */
export const riskAnswers = ['none', 'low', 'medium', 'high', 'not_asked'] as const
export type RiskAnswer = (typeof riskAnswers)[number]

/** Why the risk question was not asked; needed exactly when the risk answer is `not_asked`. */
export const notAskedReasons = ['caller_left', 'third_party', 'not_a_conversation', 'other'] as const
export type NotAskedReason = (typeof notAskedReasons)[number]

/** How a call that somebody answered came to its end. */
export const callEndings = ['completed', 'caller_left', 'transferred', 'broken_off', 'technical'] as const
export type CallEnding = (typeof callEndings)[number]

/** How a booked session came to its end, those that never began included. */
export const sessionEndings = [
  'completed',
  'no_show',
  'canceled_early',
  'canceled_late',
  'canceled_by_counselor',
  'broken_off',
  'technical',
] as const
export type SessionEnding = (typeof sessionEndings)[number]

/** Whether the caller was pointed to somebody else. */
export const referrals = ['made', 'not_needed', 'refused'] as const
export type Referral = (typeof referrals)[number]

/** The caller's age, as coarse as routing and counting need it. */
export const ageBands = ['under_14', 'age_14_17', 'adult', 'senior', 'unknown'] as const
export type AgeBand = (typeof ageBands)[number]

/** How a session is held. */
export const modes = ['phone', 'text', 'video'] as const
export type Mode = (typeof modes)[number]

/** Languages in which a conversation is offered by default: Mandarin, Cantonese, English. */
export const conversationLanguages = ['zh', 'yue', 'en'] as const
export type ConversationLanguage = (typeof conversationLanguages)[number]

/** By what an outreach session reached its audience. */
export const outreachMedia = ['livestream', 'tv', 'chat_group', 'lecture', 'print', 'other'] as const
export type OutreachMedium = (typeof outreachMedia)[number]

/** What kind of organization a partner is. */
export const partnerKinds = [
  'health',
  'medical_school',
  'police',
  'youth_league',
  'civil_affairs',
  'education',
  'womens_federation',
  'other',
] as const
export type PartnerKind = (typeof partnerKinds)[number]

/** What a member of staff is here for. */
export const staffRoles = ['counselor', 'supervisor', 'coordinator', 'operator'] as const
export type StaffRole = (typeof staffRoles)[number]

/** Languages that pages are written in. */
export const pageLocales = ['zh-Hans', 'zh-Hant', 'en'] as const
export type PageLocale = (typeof pageLocales)[number]

/** The first path segment of each page language: `/zh`, `/hant`, `/en`. */
export const localeSegments = { 'zh-Hans': 'zh', 'zh-Hant': 'hant', en: 'en' } as const satisfies Record<
  PageLocale,
  string
>
export type LocaleSegment = (typeof localeSegments)[PageLocale]

/** The page language of a path segment, or undefined when no language lives there. */
export function localeOfSegment(segment: string): PageLocale | undefined {
  return pageLocales.find(locale => localeSegments[locale] === segment)
}

/** Whether a text is one of a closed list. */
export function isOneOf<const Code extends string>(list: readonly Code[], text: unknown): text is Code {
  return (list as readonly unknown[]).includes(text)
}
