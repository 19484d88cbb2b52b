/** How many forms that make something were taken lately: from one place within the hour, and altogether in ten minutes. */
export type Pressed = { here: number; everywhere: number }

/** What a form costs while many come: the rounds of each try at the puzzle, or so many seconds of waiting without script. */
export type Price = { rounds: number; waitSeconds: number }

const prices: Price[] = [
  { rounds: 1_000, waitSeconds: 20 },
  { rounds: 4_000, waitSeconds: 60 },
  { rounds: 16_000, waitSeconds: 180 },
]

/**
 * What the next form costs; undefined while it is as quiet as `quiet` says. Twice as many cost more, four times as many
 * the most: a price rises, and nobody is refused, for a school or a carrier may share one address.
 */
export function priceOf(pressed: Pressed, quiet: Pressed): Price | undefined {
  const times = Math.max(pressed.here / quiet.here, pressed.everywhere / quiet.everywhere)
  if (times < 1) return undefined
  return prices[times < 2 ? 0 : times < 4 ? 1 : 2]
}

const hourMs = 3_600_000
const minuteMs = 60_000
/** So many places are told apart in an hour; beyond, the oldest are forgotten, and the whole is still counted. */
const mostPlaces = 20_000
/** Those who wait instead of solving a puzzle pass one by one, so far apart; no turn lies further ahead than that. */
const turnMs = 2_000
const furthestMs = 10 * minuteMs

/**
 * Counts forms in memory alone, in hours and minutes, under names of places that mean nothing an hour later. Instants
 * are epoch milliseconds.
 */
export class Pressure {
  #hour = Number.NaN
  #here = new Map<string, number>()
  #minutes = new Map<number, number>()
  #lastTurn = 0

  /** How much has come lately, from this place and altogether; an unknown place counts in the whole only. */
  pressed(place: string | undefined, now: number): Pressed {
    this.#turnHour(now)
    const minute = Math.floor(now / minuteMs)
    let everywhere = 0
    for (const [at, count] of this.#minutes) if (at > minute - 10 && at <= minute) everywhere += count
    return { here: place === undefined ? 0 : (this.#here.get(place) ?? 0), everywhere }
  }

  /** One more form was taken from this place. */
  note(place: string | undefined, now: number): void {
    this.#turnHour(now)
    const minute = Math.floor(now / minuteMs)
    this.#minutes.set(minute, (this.#minutes.get(minute) ?? 0) + 1)
    for (const at of this.#minutes.keys()) if (at <= minute - 10) this.#minutes.delete(at)
    if (place === undefined) return
    if (!this.#here.has(place) && this.#here.size >= mostPlaces) {
      const [oldest] = this.#here.keys()
      if (oldest !== undefined) this.#here.delete(oldest)
    }
    this.#here.set(place, (this.#here.get(place) ?? 0) + 1)
  }

  /**
   * When somebody who waits may pass, `waitSeconds` from now at the earliest; undefined while that line is full. Who has
   * only opened a form gets a turn in `soon` alone: opened by the thousand, forms make nobody wait who sends one.
   */
  turn(waitSeconds: number, now: number, soon = false): number | undefined {
    const first = now + waitSeconds * 1000
    const at = Math.max(first, this.#lastTurn + turnMs)
    if (at > (soon ? first : now + furthestMs)) return undefined
    this.#lastTurn = at
    return at
  }

  #turnHour(now: number) {
    const hour = Math.floor(now / hourMs)
    if (hour === this.#hour) return
    this.#hour = hour
    this.#here.clear()
  }
}
