import { streamSSE } from 'hono/streaming'
import type { AnyContext } from './env.ts'

/** Workers cut long answers, and may never say so: every stream ends by itself, and the browser opens the next. */
const longestMs = 55_000
const pingMs = 15_000

/**
 * The stream of a member's open page: a version as soon as something changed that concerns them, soon after anything
 * else, and nothing but that, ever. Ends after 55 s.
 */
export function versionStream(c: AnyContext) {
  const { changes } = c.get('deps')
  // Whoever asks for the headers alone would wait a minute for the end of a stream that nobody reads.
  if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })
  return streamSSE(c, async stream => {
    let wake = () => {}
    let changed = true
    let over = false
    const unlisten = changes.listen(() => {
      changed = true
      wake()
    }, c.get('actor')?.personId)
    const end = () => {
      over = true
      wake()
    }
    stream.onAbort(end)
    const timers = [
      setTimeout(end, longestMs),
      setInterval(() => stream.write(': still here\n\n').catch(end), pingMs),
    ]
    try {
      let told: string | undefined
      await stream.write('retry: 500\n\n')
      while (!over) {
        changed = false
        // Without a version the page is better off asking again: it finds out itself what is wrong.
        const version = await changes.version().catch(() => undefined)
        if (version === undefined) break
        if (version !== told) await stream.writeSSE({ event: 'version', data: version })
        told = version
        if (!changed && !over)
          await new Promise<void>(done => {
            wake = done
          })
      }
    } finally {
      unlisten()
      for (const timer of timers) clearTimeout(timer)
    }
  })
}
