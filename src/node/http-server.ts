import { createServer, type Server } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { createApp } from '../app.ts'

/** A listening HTTP server, and the way to end it. */
export type Listening = { stop(patienceMs: number): Promise<void> }

/**
 * Node takes one new connection from each listening socket in a turn of its loop. With a single one, a flood of callers
 * who each connect anew would queue before the crisis page too, in the system, where nobody can be told apart.
 */
const entrances = 32

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
  const answer = getRequestListener(async (request, env) => {
    const answer = await app.fetch(request, env)
    const { outgoing } = env as HttpBindings
    if (answer.headers.get('Content-Type')?.startsWith('text/event-stream')) {
      streams.add(outgoing)
      outgoing.once('close', () => streams.delete(outgoing))
    }
    return answer
  })
  const open = async (reusePort: boolean) => {
    const server = createServer(answer)
    // Longer than the usual idle time of proxies, so that it is they who close an idle connection, not we.
    server.keepAliveTimeout = 75_000
    await new Promise<void>((listening, fail) => {
      server.once('error', fail)
      server.listen({ port, host, reusePort }, listening)
    })
    server.on('error', () => {}) // one connection that cannot be taken is no reason to end
    return server
  }
  const only = await open(false)
  // The port is ours. Where the system can share it (Linux), it is opened again, by as many as may.
  const first = await closed(only).then(() => open(true).catch(() => undefined))
  const servers = first
    ? [first, ...(await Promise.all(Array.from({ length: entrances - 1 }, () => open(true))))]
    : [await open(false)]
  return { stop: patienceMs => stop(servers, streams, patienceMs) }
}

async function stop(servers: Server[], streams: Set<HttpBindings['outgoing']>, patienceMs: number) {
  const all = Promise.all(servers.map(closed))
  for (const stream of streams) stream.destroy()
  const closeIdle = () => {
    for (const server of servers) server.closeIdleConnections()
  }
  closeIdle()
  const idle = setInterval(closeIdle, 50)
  const enough = setTimeout(() => {
    for (const server of servers) server.closeAllConnections()
  }, patienceMs)
  await all
  clearInterval(idle)
  clearTimeout(enough)
}

function closed(server: Server): Promise<void> {
  return new Promise(done => server.close(() => done()))
}
