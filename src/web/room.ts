/** So many times the room may stand in line before it. */
const lineLength = 8
/** Whoever is on the way takes this long at most from the head of a request to its turn; a body that trickles in counts no longer. */
const comingMs = 250
const lookMs = 15
/**
 * On Workers a request whose asker has left ends without a word and leaves nothing: after so long, longer than any may
 * take, its place is free.
 */
const forgottenMs = 10_000

/** A place inside, or in the line. */
export type Place = { since: number }

/** Room for so many requests at once, and a short line before it: a burst waits, a flood is turned away at once. */
export class Room {
  readonly #atOnce: number
  readonly #inside = new Set<Place>()
  #line: Place[] = []
  #coming: number[] = []

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  /**
   * Whether somebody whose request begins just now may come in: not where room and line are full, with those who are on
   * their way counted. Whoever may counts as on the way until `enter`.
   */
  expect(): boolean {
    const now = performance.now()
    while (now - (this.#coming[0] ?? now) > comingMs) this.#coming.shift()
    this.#forget()
    const people = this.#inside.size + this.#line.length + this.#coming.length
    if (people >= this.#atOnce * (1 + lineLength)) return false
    this.#coming.push(now)
    return true
  }

  /** A place inside, in the order of arrival, to be given back by `leave`; none when the line is full, or after so long. */
  async enter(patienceMs = 1_000): Promise<Place | undefined> {
    this.#coming.shift()
    this.#forget()
    if (this.#line.length === 0 && this.#inside.size < this.#atOnce) return this.#letIn()
    if (this.#line.length >= this.#atOnce * lineLength) return undefined
    const turn = { since: performance.now() }
    this.#line.push(turn)
    try {
      // Each looks by a timer of its own: on Workers one event cannot wake another.
      while (performance.now() - turn.since < patienceMs) {
        await new Promise(look => setTimeout(look, lookMs))
        this.#forget()
        if (this.#line.indexOf(turn) < this.#atOnce - this.#inside.size) return this.#letIn()
      }
      return undefined
    } finally {
      this.#line = this.#line.filter(other => other !== turn)
    }
  }

  leave(place: Place): void {
    this.#inside.delete(place)
  }

  #letIn(): Place {
    const place = { since: performance.now() }
    this.#inside.add(place)
    return place
  }

  #forget() {
    const now = performance.now()
    for (const place of this.#inside) if (now - place.since > forgottenMs) this.#inside.delete(place)
    if (this.#line[0] && now - this.#line[0].since > forgottenMs)
      this.#line = this.#line.filter(({ since }) => now - since <= forgottenMs)
  }
}
