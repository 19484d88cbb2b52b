import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Answers are held for so long, in milliseconds: what is sent without waiting for them comes before they do. */
const heldMs = 3

/**
 * A TCP proxy before a database that counts round trips: each time the client speaks after the server did, on any of its
 * connections. What is sent in one go, or without waiting for an answer, is one.
 */
export async function countingProxy(url: string) {
  let trips = 0
  const sockets = new Set<Socket>()
  const target = new URL(url)
  const server = createServer({ noDelay: true }, near => {
    const far = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
    let answered = true
    near.on('data', () => {
      if (answered) trips += 1
      answered = false
    })
    far.on('data', answer => {
      setTimeout(() => {
        answered = true
        near.write(answer)
      }, heldMs)
    })
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
    near.pipe(far)
    far.on('end', () => near.end())
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
    /** How many round trips the work cost. */
    async tripsOf(work: () => Promise<unknown>): Promise<number> {
      const before = trips
      await work()
      return trips - before
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
