/**
 * How things stand on the line: contacts ahead of the caller, seats on duty that serve the language (free ones
 * included), those of them free now, and the typical minutes from answer to free again (null when not yet known).
 */
export type Line = { ahead: number; seatsServing: number; freeNow: number; typicalMinutes: number | null }

/** Whole minutes, both ends included. */
export type MinuteRange = { from: number; to: number }

/**
 * An honest range of minutes until a counselor answers, or null when nobody is on duty or nothing is known yet.
 * With all s seats busy for T minutes on average, the n-th seat to come free does so after n·T/s, give or take
 * √n·T/s (Erlang: conversations end independently); the range is that mean and one deviation to each side,
 * which held for 7 to 9 of 10 callers when n is 1 to 10. Above ten minutes it is widened to steps of five.
 */
export function rangeOfMinutes({ ahead, seatsServing, freeNow, typicalMinutes }: Line): MinuteRange | null {
  const seats = Math.max(seatsServing, freeNow)
  if (seats <= 0) return null
  if (freeNow > ahead) return { from: 0, to: 1 }
  if (typicalMinutes === null || !(typicalMinutes > 0)) return null
  const seatsToComeFree = ahead - freeNow + 1
  const minutesBetween = typicalMinutes / seats
  const mean = seatsToComeFree * minutesBetween
  const spread = Math.sqrt(seatsToComeFree) * minutesBetween
  return { from: roundedDown(mean - spread), to: Math.max(1, roundedUp(mean + spread)) }
}

function roundedDown(minutes: number) {
  return minutes < 10 ? Math.floor(minutes) : Math.floor(minutes / 5) * 5
}

function roundedUp(minutes: number) {
  return minutes <= 10 ? Math.ceil(minutes) : Math.ceil(minutes / 5) * 5
}
