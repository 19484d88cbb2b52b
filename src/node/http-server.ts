import { createServer, type Server } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { createApp } from '../app.ts'

/** A listening HTTP server, and the way to end it. */
export type Listening = { stop(patienceMs: number): Promise<void> }

/**
 * Serves the app at `host`:`port`; rejects with the system's error (`EADDRINUSE` …) when it cannot listen.
 * `stop` takes no new request, cuts the endless streams, lets running requests finish for as long as its patience
 * lasts, then cuts those too.
 */
export async function listen(
  app: ReturnType<typeof createApp>,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const streams = new Set<HttpBindings['outgoing']>()
  const server = createServer(
    getRequestListener(async (request, env) => {
      const answer = await app.fetch(request, env)
      const { outgoing } = env as HttpBindings
      if (answer.headers.get('Content-Type')?.startsWith('text/event-stream')) {
        streams.add(outgoing)
        outgoing.once('close', () => streams.delete(outgoing))
      }
      return answer
    }),
  )
  // Longer than the usual idle time of proxies, so that it is they who close an idle connection, not we.
  server.keepAliveTimeout = 75_000
  await new Promise<void>((listening, fail) => {
    server.once('error', fail)
    server.listen(port, host, listening)
  })
  server.on('error', () => {}) // one connection that cannot be taken is no reason to end
  return { stop: patienceMs => stop(server, streams, patienceMs) }
}

async function stop(server: Server, streams: Set<HttpBindings['outgoing']>, patienceMs: number) {
  const closed = new Promise<void>(done => server.close(() => done()))
  for (const stream of streams) stream.destroy()
  server.closeIdleConnections()
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const enough = setTimeout(() => server.closeAllConnections(), patienceMs)
  await closed
  clearInterval(idle)
  clearTimeout(enough)
}
