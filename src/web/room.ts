/** So many times the room may stand in line before it. */
const lineLength = 8
const lookMs = 15

/** Room for so many requests at once, and a short line before it: a burst waits, a flood is turned away at once. */
export class Room {
  readonly #atOnce: number
  readonly #line: object[] = []
  #inside = 0

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  /** Enters, in the order of arrival; false when the line is full, or after so long in it. Who has entered leaves. */
  async enter(patienceMs = 1_000): Promise<boolean> {
    if (this.#line.length === 0 && this.#inside < this.#atOnce) {
      this.#inside += 1
      return true
    }
    if (this.#line.length >= this.#atOnce * lineLength) return false
    const turn = {}
    this.#line.push(turn)
    const until = performance.now() + patienceMs
    let entered = false
    // Each looks by a timer of its own: on Workers one event cannot wake another.
    while (!entered && performance.now() < until) {
      await new Promise(look => setTimeout(look, lookMs))
      entered = this.#line.indexOf(turn) < this.#atOnce - this.#inside
    }
    this.#line.splice(this.#line.indexOf(turn), 1)
    if (entered) this.#inside += 1
    return entered
  }

  leave(): void {
    this.#inside -= 1
  }
}
