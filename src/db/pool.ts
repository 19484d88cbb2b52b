import { DatabaseLost } from './lost.ts'
import { Slot, type SlotOptions } from './slot.ts'

/** Slots to lend, each to one borrower at a time, in the order in which they asked. */
export class Pool {
  readonly #url: string
  readonly #size: number
  readonly #options: SlotOptions
  readonly #idle: Slot[] = []
  readonly #waiting: (() => void)[] = []
  readonly #loans = new Set<Promise<unknown>>()
  #lent = 0
  #closed = false

  constructor(url: string, size: number, options: SlotOptions) {
    this.#url = url
    this.#size = size
    this.#options = options
  }

  /**
   * Lends a slot for `work` and takes it back. Past the deadline, the wait for a slot included, the slot is
   * dropped and the borrower gets `DatabaseLost`, whatever the work is still waiting for. One that acts `as` asked
   * already comes first, for to change that costs PostgreSQL two statements.
   */
  lend<T>(work: (slot: Slot) => Promise<T>, as = ''): Promise<T> {
    if (this.#closed) return Promise.reject(new DatabaseLost('The database connection has been closed.'))
    const loan = new Promise<T>((resolve, reject) => {
      let slot: Slot | undefined
      let over = false
      const finish = (answer: () => void) => {
        if (over) return
        over = true
        clearTimeout(timer)
        if (slot) this.#takeBack(slot)
        answer()
      }
      const start = () => {
        this.#lent += 1
        slot = this.#pick(as)
        work(slot).then(
          value => finish(() => resolve(value)),
          error => finish(() => reject(error)),
        )
      }
      const timer = setTimeout(() => {
        const lost = new DatabaseLost(`The database did not answer within ${this.#options.deadlineMs} ms.`)
        if (slot) {
          slot.drop(lost)
          // A silent network takes all of them: whoever comes next must not wait out a deadline for each one that slept.
          for (const idle of this.#idle.splice(0)) idle.drop(lost)
        } else this.#waiting.splice(this.#waiting.indexOf(start), 1)
        finish(() => reject(lost))
      }, this.#options.deadlineMs)
      if (this.#lent < this.#size) start()
      else this.#waiting.push(start)
    })
    this.#loans.add(loan)
    const forget = () => this.#loans.delete(loan)
    loan.then(forget, forget)
    return loan
  }

  /** Lends no more, waits for what is lent (no longer than the deadline), then closes every connection. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.allSettled(this.#loans)
    await Promise.all(this.#idle.splice(0).map(slot => slot.close()))
  }

  #pick(as: string): Slot {
    while (this.#idle.length > 0) {
      const alike = this.#idle.findLastIndex(({ acting }) => acting === as)
      const [slot] = this.#idle.splice(alike, 1)
      if (slot?.alive) return slot
    }
    return new Slot(this.#url, this.#options)
  }

  #takeBack(slot: Slot) {
    this.#lent -= 1
    if (slot.alive) this.#idle.push(slot)
    this.#waiting.shift()?.()
  }
}
