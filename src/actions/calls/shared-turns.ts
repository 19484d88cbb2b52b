/**
 * Work that many want at once and that serves them all: whoever asks while one is under way shares the next, which
 * begins after it, and so looks after whatever the asker had done before.
 */
export class SharedTurns<T> {
  readonly #work: () => Promise<T>
  #running: Promise<unknown> | undefined
  #next: Promise<T> | undefined

  constructor(work: () => Promise<T>) {
    this.#work = work
  }

  /** Whether none is under way or about to be. */
  get idle(): boolean {
    return !this.#running && !this.#next
  }

  /** The result of the next one. */
  next(): Promise<T> {
    this.#next ??= (this.#running ?? Promise.resolve())
      .catch(() => {})
      .then(() => {
        this.#next = undefined
        return this.instead(this.#work)
      })
    return this.#next
  }

  /** Does something else that serves as one, now. */
  instead<Other>(work: () => Promise<Other>): Promise<Other> {
    const running = work()
    this.#running = running
    const over = () => {
      if (this.#running === running) this.#running = undefined
    }
    running.then(over, over)
    return running
  }
}
