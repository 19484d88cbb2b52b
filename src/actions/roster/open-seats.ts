import { change } from '../../db/change.ts'
import { openShifts } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'

/** The most seats that one wish can open. */
export const mostOpenSeats = 20

/** Time that counselors may take themselves: so many seats, for whoever speaks the language where one is named. */
export type OpenSeats = { startsAt: Date; endsAt: Date; seats: number; language?: string; requestKey: string }

/**
 * Opens seats that counselors take themselves; the same request key opens them once. Refuses `invalid_input` at `seats`,
 * `language`, `endsAt`, or `startsAt` for a time that has begun.
 */
export async function openSeats(
  deps: Deps,
  actor: CoordinatorActor,
  { startsAt, endsAt, seats, language, requestKey }: OpenSeats,
): Promise<void> {
  const now = deps.now()
  const refuse = (
    field: string,
    code: 'ends_before_start' | 'too_small' | 'too_large' | 'not_in_list',
    limit?: number,
  ) => {
    throw new Problem('invalid_input', { faults: [{ field, code, limit }] })
  }
  if (endsAt <= startsAt) refuse('endsAt', 'ends_before_start')
  if (startsAt <= now) refuse('startsAt', 'not_in_list')
  if (!(seats >= 1)) refuse('seats', 'too_small', 1)
  if (seats > mostOpenSeats) refuse('seats', 'too_large', mostOpenSeats)
  if (language && !deps.config.LANGUAGES.includes(language)) refuse('language', 'not_in_list')
  const tags = await Promise.all(
    Array.from({ length: seats }, (_, seat) => deps.keys.tag('open-shift-request', `${requestKey} ${seat}`)),
  )
  await change(deps, actor, 'open seats', async tx => {
    await tx
      .insert(openShifts)
      .values(
        tags.map(requestTag => ({
          startsAt,
          endsAt,
          language: language ?? null,
          offeredAt: now,
          offeredBy: actor.personId,
          requestTag,
        })),
      )
      .onConflictDoNothing()
  })
}
