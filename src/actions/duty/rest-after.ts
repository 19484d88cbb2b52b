import type { Deps } from '../../deps.ts'
import type { RiskAnswer } from '../../domain/codes.ts'

/**
 * Until when somebody who is on duty rests after a contact: REST_MINUTES after one of high risk; null after any other,
 * and where that is 0. Kept no longer than until their next offer, or the end of the duty: it tells what the contact was.
 */
export function restUntil(
  { config, now }: Pick<Deps, 'config' | 'now'>,
  riskAnswer: RiskAnswer,
): Date | null {
  if (riskAnswer !== 'high' || config.REST_MINUTES === 0) return null
  return new Date(now().getTime() + config.REST_MINUTES * 60_000)
}
