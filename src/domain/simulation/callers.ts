import type { Contact } from '../routing.ts'
import type { Counselor } from './counselors.ts'
import type { Dice } from './dice.ts'
import type { Callers } from './line.ts'

/** A caller on the virtual clock: all durations in milliseconds, drawn when they call, so that every way meets the same. */
export type Caller = Contact & {
  calledAt: number
  talks: number
  waits: number
  /** The partner that would answer if partners did not share. */
  partner: number
  highRisk: boolean
  state: 'waiting' | 'offered' | 'talking' | 'gone'
  /** Those of the newest offer, standing or over. */
  offeredTo: readonly Counselor[]
  /** Once nobody was left to take the call. */
  stranded: boolean
}

const hour = 3_600_000

/** Callers in order, one at each call of the function: a Poisson stream whose rate changes on the hour; undefined at the end. */
export function callersOf(
  { byHour, talk, talkMinutes, talkDeviation, patienceMinutes, highRisk }: Callers,
  { days, partners }: { days: number; partners: number },
  dice: Dice,
): () => Caller | undefined {
  let at = 0
  let count = 0
  const talks = () =>
    talk === 'exponential' ? dice.exponential(talkMinutes) : dice.lognormal(talkMinutes, talkDeviation)

  function nextArrival() {
    // One unit of chance is used up hour by hour, each at its own rate.
    let left = dice.exponential(1)
    while (at < days * 24 * hour) {
      const rate = byHour[Math.floor(at / hour) % 24]! / hour
      const untilNextHour = (Math.floor(at / hour) + 1) * hour - at
      if (left < rate * untilNextHour) return at + left / rate
      left -= rate * untilNextHour
      at += untilNextHour
    }
    return undefined
  }

  return () => {
    const found = nextArrival()
    if (found === undefined) return undefined
    at = found
    const calledAt = Math.round(at)
    return {
      // Of one length, so that ids sort as they were given.
      id: `c${1e9 + count++}`,
      arrivedAt: new Date(calledAt),
      language: 'zh',
      asked: new Set<string>(),
      calledAt,
      talks: talks() * 60_000,
      waits:
        patienceMinutes === Number.POSITIVE_INFINITY
          ? patienceMinutes
          : dice.exponential(patienceMinutes) * 60_000,
      partner: Math.floor(dice.even() * partners),
      highRisk: dice.even() < highRisk,
      state: 'waiting',
      offeredTo: [],
      stranded: false,
    }
  }
}
