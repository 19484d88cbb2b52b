import { sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { seatsRequired } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor } from '../../domain/actor.ts'
import { type Fault, Problem } from '../../domain/problem.ts'
import { mostSeats, type SeatsRequired, weekdays } from '../../domain/seats-required.ts'

/** Seats of an hour on one weekday (Monday 1) or, where none is named, on all. */
export type SaidSeats = Omit<SeatsRequired, 'weekday'> & { weekday?: number }

/**
 * Says how many seats hours need in a language; hours and weekdays that are not named keep what they need. Refuses
 * `invalid_input` at `language-hour` for a language that is not spoken here, a weekday or hour that there is not, or a
 * number that is no seat count.
 */
export async function setSeats(
  deps: Deps,
  actor: CoordinatorActor,
  said: readonly SaidSeats[],
): Promise<void> {
  const days: readonly number[] = weekdays
  const faults = said.flatMap(({ language, weekday, hour, seats }): Fault[] => {
    const field = `${language}-${hour}`
    const isOnTheClock = Number.isInteger(hour) && hour >= 0 && hour <= 23
    const isInTheWeek = weekday === undefined || days.includes(weekday)
    if (!deps.config.LANGUAGES.includes(language) || !isOnTheClock || !isInTheWeek)
      return [{ field, code: 'not_in_list' }]
    if (!Number.isInteger(seats) || seats < 0) return [{ field, code: 'wrong_type' }]
    return seats > mostSeats ? [{ field, code: 'too_large', limit: mostSeats }] : []
  })
  if (faults.length > 0) throw new Problem('invalid_input', { faults })
  if (said.length === 0) return
  // What is said twice of one hour is said by the last: a statement cannot set one row twice.
  const hours = new Map(
    said.flatMap(({ weekday, ...one }) =>
      (weekday === undefined ? days : [weekday]).map(day => [
        `${one.language} ${day} ${one.hour}`,
        { ...one, weekday: day },
      ]),
    ),
  )
  await change(deps, actor, 'set seats', async tx => {
    await tx
      .insert(seatsRequired)
      .values([...hours.values()].map(one => ({ ...one, saidAt: deps.now(), saidBy: actor.personId })))
      .onConflictDoUpdate({
        target: [seatsRequired.language, seatsRequired.weekday, seatsRequired.hour],
        set: {
          seats: sql`excluded.seats`,
          saidAt: sql`excluded.said_at`,
          saidBy: sql`excluded.said_by`,
        },
      })
  })
}
