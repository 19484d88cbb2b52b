import type { Contact } from '../routing-terms.ts'
import type { Counselor } from './counselors.ts'
import { diceOf } from './dice.ts'
import type { CallCounts } from './findings.ts'
import type { Callers } from './line.ts'
import { type Differing, mixedCallers, type PartnerShare } from './mix.ts'

/** A caller on the virtual clock: all durations in milliseconds, drawn when they call, so that every way meets the same. */
export type Caller = Contact &
  Differing & {
    asked: Set<string>
    /** Where the call is counted. */
    counts: readonly CallCounts[]
    calledAt: number
    talks: number
    waits: number
    highRisk: boolean
    /** Leaves a number when patience ends, where that is possible. */
    leavesNumber: boolean
    /** The attempt at which somebody picks up. */
    picksUpAt: number
    /** When a call-back was promised; it has taken the place of the call. */
    promisedAt: number | undefined
    attempts: number
    /** `later` is between two attempts to call back. */
    state: 'waiting' | 'offered' | 'talking' | 'later' | 'gone'
    /** Those of the newest offer, standing or over. */
    offeredTo: readonly Counselor[]
    /** Once nobody was left to take the call. */
    stranded: boolean
  }

/** Whoever has declined a call that nobody has declined: one empty set, for few calls need their own. */
export const nobody = new Set<string>()

const hour = 3_600_000

/**
 * Callers in order, one at each call of the function: a Poisson stream whose rate changes on the hour; undefined at the
 * end. How they differ has dice of its own: the same seed has the same calls whatever the mix.
 */
export function callersOf(
  { byHour, talk, talkMinutes, talkDeviation, patienceMinutes, highRisk, mix = {}, callBacks }: Callers,
  { days, partners, seed }: { days: number; partners: readonly PartnerShare[]; seed: number },
): () => Caller | undefined {
  const dice = diceOf(seed, 1)
  const mixDice = diceOf(seed, 4)
  const differing = mixedCallers(mix, partners, mixDice)
  let at = 0
  let count = 0
  const talks = () =>
    talk === 'exponential' ? dice.exponential(talkMinutes) : dice.lognormal(talkMinutes, talkDeviation)

  function nextArrival() {
    // One unit of chance is used up hour by hour, each at its own rate.
    let left = dice.exponential(1)
    while (at < days * 24 * hour) {
      const rate = byHour[Math.floor(at / hour) % byHour.length]! / hour
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
    const who = differing()
    return {
      ...who,
      // Of one length, so that ids sort as they were given.
      id: `c${1e9 + count++}`,
      arrivedAt: new Date(calledAt),
      asked: nobody,
      counts: [],
      calledAt,
      talks: talks() * 60_000,
      waits:
        patienceMinutes === Number.POSITIVE_INFINITY
          ? patienceMinutes
          : dice.exponential(patienceMinutes) * 60_000,
      highRisk: dice.even() < highRisk || who.class === 'danger_now',
      leavesNumber: !!callBacks && mixDice.even() < callBacks.leaveNumber,
      picksUpAt: callBacks ? 1 + Math.floor(Math.log1p(-mixDice.even()) / Math.log1p(-callBacks.pickUp)) : 1,
      promisedAt: undefined,
      attempts: 0,
      state: 'waiting',
      offeredTo: [],
      stranded: false,
    }
  }
}
