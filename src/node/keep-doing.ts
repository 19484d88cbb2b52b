/**
 * Does the work every `everyMs`, never twice at once, and goes on after a failure. The returned function ends it and
 * waits for the work under way.
 */
export function keepDoing(work: () => Promise<void>, everyMs = 1000): () => Promise<void> {
  let stopped = false
  let wake = () => {}

  async function run() {
    while (!stopped) {
      await work().catch(() => {})
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
