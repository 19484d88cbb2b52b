import type { Deps } from '../deps.ts'
import { type Paces, type Step, tick } from '../tick.ts'

/**
 * Ticks every `everyMs`, never two at once; `first` is tried before, again and again until it succeeds.
 * The returned function ends it and waits for the step under way.
 */
export function keepTicking(deps: Deps, more: Step[], first: () => Promise<void>, everyMs = 1000) {
  const paces: Paces = new Map()
  let stopped = false
  let wake = () => {}

  async function run() {
    let ready = false
    while (!stopped) {
      if (!ready)
        ready = await first().then(
          () => true,
          () => false,
        )
      if (ready) await tick(deps, paces, more)
      if (stopped) return
      await new Promise<void>(done => {
        const timer = setTimeout(done, everyMs)
        wake = () => {
          clearTimeout(timer)
          done()
        }
      })
    }
  }

  const over = run()
  return () => {
    stopped = true
    wake()
    return over
  }
}
