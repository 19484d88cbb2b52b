import { type Interval, merged, without } from './intervals.ts'
import { longestOverrunMinutes } from './routing.ts'
import { horizonMinutes, type Line } from './waiting.ts'

/**
 * Somebody who speaks the language: what they do on duty (null when not there), and their shifts and open sessions
 * around now, in epoch milliseconds.
 */
export type Planned = {
  state: 'free' | 'busy' | null
  shifts: readonly Interval[]
  sessions: readonly Interval[]
  /** Calls come to them no later, in epoch milliseconds: something that calls require lapses then. */
  inForceUntil?: number
}

/** Who serves now and what the roster changes; `nextAt` is when the next person comes, sessions counted. */
export type Serving = Pick<Line, 'seatsServing' | 'freeNow'> & {
  comings: number[]
  goings: number[]
  nextAt: number | undefined
}

const minute = 60_000

/**
 * What the ledger says of the next twelve hours: whoever is there serves until their shift ends, or without one until
 * they say otherwise; not from the guard before a booked session to its end. A shift that has begun with nobody on
 * duty brings nobody.
 */
export function whoServes(people: readonly Planned[], now: number, guardMinutes: number): Serving {
  const serving: Serving = { seatsServing: 0, freeNow: 0, comings: [], goings: [], nextAt: undefined }
  for (const { state, shifts, sessions, inForceUntil = Number.POSITIVE_INFINITY } of people) {
    const taken = sessions.map(({ startsAt, endsAt }) => ({
      startsAt: startsAt - guardMinutes * minute,
      endsAt: endsAt > now ? endsAt : endsAt + longestOverrunMinutes * minute,
    }))
    for (const stretch of without(timeOf(state, shifts, now), taken)) {
      const { startsAt } = stretch
      const endsAt = Math.min(stretch.endsAt, inForceUntil)
      if (endsAt <= now || endsAt <= startsAt) continue
      if (startsAt > now) serving.comings.push((startsAt - now) / minute)
      else {
        serving.seatsServing++
        if (state === 'free') serving.freeNow++
      }
      serving.goings.push((endsAt - now) / minute)
      if (startsAt > now) serving.nextAt = Math.min(serving.nextAt ?? startsAt, startsAt)
    }
  }
  return serving
}

function timeOf(state: Planned['state'], shifts: readonly Interval[], now: number): Interval[] {
  const planned = merged(shifts)
  const later = planned.filter(({ startsAt }) => startsAt > now)
  if (!state) return later
  const current = planned.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
  return [{ startsAt: now, endsAt: current?.endsAt ?? now + horizonMinutes * minute }, ...later]
}
