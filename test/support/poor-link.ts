import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * How a link is: as it should be; slow (each piece so much later); trickling (a byte at a time); cut (what is open breaks,
 * again and again); silent (open, and nothing ever arrives, not even the end); refusing (nothing can be opened).
 */
export type LinkState = 'well' | 'slow' | 'trickling' | 'cut' | 'silent' | 'refusing'

const slowMs = 700
const trickleMs = 25
const cutMs = 120

/** A TCP link to a port of this machine whose state a test sets. What was opened while it was silent stays silent. */
export async function poorLink(port: number) {
  let state: LinkState = 'well'
  let cutting: NodeJS.Timeout | undefined
  const open = new Set<Socket>()
  const links = new Set<{ silent: boolean }>()

  const server = createServer({ noDelay: true }, near => {
    if (state === 'refusing') {
      near.on('error', () => {})
      near.resetAndDestroy()
      return
    }
    const far = connect({ port, host: '127.0.0.1', noDelay: true })
    const link = { silent: state === 'silent' }
    links.add(link)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      let before = Promise.resolve()
      from.on('data', piece => {
        before = before.then(() => carry(piece, to, link))
      })
      from.on('error', () => {})
      from.on('close', () => {
        open.delete(from)
        // Of a silent link nobody learns that its other end is gone.
        links.delete(link)
        if (!link.silent) to.destroy()
      })
    }
  })
  server.on('error', () => {})
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))

  async function carry(piece: Buffer, to: Socket, link: { silent: boolean }) {
    if (link.silent) return
    if (state === 'slow') await pause(slowMs)
    if (state !== 'trickling') {
      to.write(piece)
      return
    }
    for (const byte of piece) {
      if (to.destroyed || state !== 'trickling') break
      to.write(Buffer.of(byte))
      await pause(trickleMs)
    }
    // The rest of a piece that was under way when the link got well is lost with its connection.
    if (state !== 'trickling') to.destroy()
  }

  return {
    port: (server.address() as AddressInfo).port,
    become(next: LinkState) {
      state = next
      clearInterval(cutting)
      if (next === 'silent') for (const link of links) link.silent = true
      if (next === 'cut') cutting = setInterval(() => cutAll(), cutMs)
      if (next === 'refusing') cutAll()
    },
    async close() {
      clearInterval(cutting)
      cutAll()
      await new Promise<void>(closed => server.close(() => closed()))
    },
  }

  function cutAll() {
    for (const socket of open) socket.resetAndDestroy()
  }
}

function pause(ms: number) {
  return new Promise<void>(over => setTimeout(over, ms))
}
