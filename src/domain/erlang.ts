/** What comes in: calls an hour, and the minutes from answer to free again. */
export type Demand = { callsAnHour: number; handlingMinutes: number }

/** A share of callers (0 to 1) to be answered within seconds. */
export type AnswerTarget = { share: number; withinSeconds: number }

/**
 * What Erlang's formulas say of a line; shares are of all callers, means are over all of them.
 * `answeredWithin(seconds)` counts whoever hangs up as not answered.
 */
export type Forecast = {
  waitShare: number
  abandonedShare: number
  meanWaitSeconds: number
  answeredWithin: (seconds: number) => number
}

/**
 * Erlang B: the share of calls that find all seats taken where nobody waits. The usual recursion over seats, which
 * only divides numbers of like size: exact for thousands of seats, where factorials overflow at 171.
 */
export function erlangB(load: number, seats: number): number {
  let blocked = 1
  for (let seat = 1; seat <= seats; seat++) blocked = (load * blocked) / (seat + load * blocked)
  return blocked
}

/**
 * Erlang C (M/M/s): calls at random, conversations that end at random, callers who wait for ever. With a load of as
 * many seats or more the line never catches up: everybody waits, without end.
 */
export function erlangC({ callsAnHour, handlingMinutes }: Demand, seats: number): Forecast {
  const load = loadOf({ callsAnHour, handlingMinutes })
  if (load === 0) return idle
  return queueForecast(load, seats, handlingMinutes, erlangB(load, seats))
}

/** The fewest seats at which Erlang C meets the target; 0 where no calls come. A share of 1 is out of reach, and refused. */
export function seatsFor({ callsAnHour, handlingMinutes }: Demand, target: AnswerTarget): number {
  if (!(target.share < 1)) throw new RangeError('A share of 1 needs seats without end.')
  const load = loadOf({ callsAnHour, handlingMinutes })
  if (load === 0) return 0
  let blocked = 1
  for (let seats = 1; ; seats++) {
    blocked = (load * blocked) / (seats + load * blocked)
    const { answeredWithin } = queueForecast(load, seats, handlingMinutes, blocked)
    if (answeredWithin(target.withinSeconds) >= target.share) return seats
  }
}

/** The most calls an hour that so many seats carry at the target, by Erlang C, to a thousandth; 0 without seats. */
export function callsCarried(seats: number, handlingMinutes: number, target: AnswerTarget): number {
  let [low, high] = [0, (seats * 60) / handlingMinutes]
  while (high - low > 0.001) {
    const middle = (low + high) / 2
    const { answeredWithin } = erlangC({ callsAnHour: middle, handlingMinutes }, seats)
    if (answeredWithin(target.withinSeconds) >= target.share) low = middle
    else high = middle
  }
  return low
}

/** Conversations that would go on at once if nobody had to wait (erlangs). */
function loadOf({ callsAnHour, handlingMinutes }: Demand) {
  return (callsAnHour * handlingMinutes) / 60
}

function queueForecast(load: number, seats: number, handlingMinutes: number, blocked: number): Forecast {
  if (seats <= load) return swamped
  const waitShare = (seats * blocked) / (seats - load * (1 - blocked))
  const endsASecond = (seats - load) / (handlingMinutes * 60)
  return {
    waitShare,
    abandonedShare: 0,
    meanWaitSeconds: waitShare / endsASecond,
    answeredWithin: seconds => 1 - waitShare * Math.exp(-endsASecond * seconds),
  }
}

const idle: Forecast = { waitShare: 0, abandonedShare: 0, meanWaitSeconds: 0, answeredWithin: () => 1 }
const swamped: Forecast = {
  waitShare: 1,
  abandonedShare: 0,
  meanWaitSeconds: Number.POSITIVE_INFINITY,
  answeredWithin: () => 0,
}
