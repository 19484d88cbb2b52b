import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'

// What a bare Hono can do: the same bytes for every GET, and an event stream on which every POST is echoed to everybody.

const [port, file] = process.argv.slice(2)
const bytes = file ? readFileSync(file, 'utf8') : ''
const listeners = new Set<(text: string) => void>()

const app = new Hono()
  .get('/events', c =>
    streamSSE(c, async stream => {
      const tell = (text: string) => void stream.writeSSE({ event: 'version', data: text })
      listeners.add(tell)
      await new Promise<void>(done => stream.onAbort(done))
      listeners.delete(tell)
    }),
  )
  .post('/tell', async c => {
    const text = await c.req.text()
    for (const tell of listeners) tell(text)
    return c.text('told')
  })
  .get('*', c => c.html(bytes))

serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' }, () => console.log(`bare :${port}`))
