/**
 * How things stand on the line for one language: contacts ahead that the same people will be asked for; people who
 * serve it now (free ones included), and those of them free; in how many minutes the roster brings somebody and
 * takes somebody away, sessions counted; the mean minutes from an answer to free again; who is still to come and go in
 * front.
 */
export type Line = {
  ahead: number
  seatsServing: number
  freeNow: number
  typicalMinutes: number
  comings?: readonly number[]
  goings?: readonly number[]
  overtaking?: readonly Overtaking[]
}

/** Contacts to be expected a minute that go in front of this one if they come within so many minutes from now. */
export type Overtaking = { perMinute: number; forMinutes: number }

/** How often contacts of a head start (minutes) arrive. */
export type Arrivals = { headStart: number; perMinute: number }

/** Whole minutes, both ends included. */
export type MinuteRange = { from: number; to: number }

/** Further ahead nothing is said: nobody stays on a line for so long. */
export const horizonMinutes = 12 * 60

/** Calls last 10 to 20 minutes (mission figures of Chinese lines): taken until enough of our own are measured. */
export const assumedMinutes = 15

/**
 * Who may still go in front of a contact that has a head start of its own and has waited for so many minutes: those of a
 * greater one, as long as it outweighs what this contact came earlier.
 */
export function overtakingOf(
  arrivals: readonly Arrivals[],
  { headStart, waitedMinutes }: { headStart: number; waitedMinutes: number },
): Overtaking[] {
  return arrivals
    .map(one => ({ perMinute: one.perMinute, forMinutes: one.headStart - headStart - waitedMinutes }))
    .filter(({ forMinutes }) => forMinutes > 0)
}

/**
 * An honest range of minutes until a counselor answers, or null when nobody is there now, or no end is in sight.
 * Whoever is busy comes free about every T minutes, on their own (Erlang), so a line of s busy people lets u/T go per
 * person and minute, while the roster adds and takes people. The caller's turn is the k-th end from now: the range
 * goes from the minute by which it has come for one in twenty, nobody going in front, to that by which it has for
 * nineteen behind all who are to be expected there. Real conversations scatter less than that model, callers ahead give up and offers run out: held against the router
 * itself, at least eight of ten waits fall into it. Above ten minutes it is widened to steps of five.
 */
export function rangeOfMinutes(line: Line): MinuteRange | null {
  const { ahead, freeNow, typicalMinutes } = line
  const seats = Math.max(line.seatsServing, freeNow)
  if (seats <= 0 || !(typicalMinutes > 0)) return null
  if (freeNow > ahead) return { from: 0, to: 1 }
  const came = countedBy(line.comings ?? [])
  const gone = countedBy(line.goings ?? [])
  const inFront = (minute: number) =>
    (line.overtaking ?? []).reduce(
      (sum, { perMinute, forMinutes }) => sum + perMinute * Math.min(minute, forMinutes),
      0,
    )
  let endings = 0
  let from: number | undefined
  for (let minute = 0; minute <= horizonMinutes; minute++) {
    const still = ahead - freeNow + 1 - came(minute)
    if (from === undefined && endings >= endingsUntil(still, low)) from = minute
    if (from !== undefined && endings >= endingsUntil(still + inFront(minute), high))
      return { from: roundedDown(from - 1), to: Math.max(1, roundedUp(minute)) }
    endings += Math.max(0, seats + came(minute) - gone(minute)) / typicalMinutes
  }
  return null
}

/** How many of these have passed by a minute; asked for minutes in their order. */
function countedBy(minutes: readonly number[]) {
  const sorted = Float64Array.from(minutes).sort()
  let passed = 0
  return (minute: number) => {
    while (passed < sorted.length && sorted[passed]! <= minute) passed++
    return passed
  }
}

/** Standard deviations from the mean: one in twenty lies below `low`, one in twenty above `high`. */
const [low, high] = [-1.645, 1.645]

/** How many endings must be expected for the k-th to have come as surely as `deviations` say (Wilson and Hilferty's gamma). */
function endingsUntil(k: number, deviations: number) {
  if (k <= 0) return 0
  return k * Math.max(0, 1 - 1 / (9 * k) + deviations / (3 * Math.sqrt(k))) ** 3
}

function roundedDown(minutes: number) {
  return minutes < 10 ? Math.max(0, Math.floor(minutes)) : Math.floor(minutes / 5) * 5
}

function roundedUp(minutes: number) {
  return minutes <= 10 ? Math.ceil(minutes) : Math.ceil(minutes / 5) * 5
}
