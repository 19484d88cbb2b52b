import { sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { seatsRequired } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor } from '../../domain/actor.ts'
import { type Fault, Problem } from '../../domain/problem.ts'
import { mostSeats, type SeatsRequired } from '../../domain/seats-required.ts'

/**
 * Says how many seats hours of the day need in a language; hours that are not named keep what they need. Refuses
 * `invalid_input` at `language-hour` for a language that is not spoken here or a number that is no seat count.
 */
export async function setSeats(
  deps: Deps,
  actor: CoordinatorActor,
  said: readonly SeatsRequired[],
): Promise<void> {
  const faults = said.flatMap(({ language, hour, seats }): Fault[] => {
    const field = `${language}-${hour}`
    if (!deps.config.LANGUAGES.includes(language) || !Number.isInteger(hour) || hour < 0 || hour > 23)
      return [{ field, code: 'not_in_list' }]
    if (!Number.isInteger(seats) || seats < 0) return [{ field, code: 'wrong_type' }]
    return seats > mostSeats ? [{ field, code: 'too_large', limit: mostSeats }] : []
  })
  if (faults.length > 0) throw new Problem('invalid_input', { faults })
  if (said.length === 0) return
  await change(deps, actor, 'set seats', async tx => {
    await tx
      .insert(seatsRequired)
      .values(said.map(one => ({ ...one, saidAt: deps.now(), saidBy: actor.personId })))
      .onConflictDoUpdate({
        target: [seatsRequired.language, seatsRequired.hour],
        set: {
          seats: sql`excluded.seats`,
          saidAt: sql`excluded.said_at`,
          saidBy: sql`excluded.said_by`,
        },
      })
  })
}
