import { type AddressInfo, createServer, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

const closing: (() => unknown)[] = []

/** Closes every server that was opened since; for `afterEach`, or to leave a port where nobody listens. */
export async function closeServers(): Promise<void> {
  for (const close of closing.splice(0)) await close()
}

/** A letter as the server received it, and how. */
export type Received = { from: string; to: string[]; raw: Buffer; secure: boolean; hello: string }

/** A real SMTP server on a free port, with what it received; closed by `closeServers`. */
export async function smtpServer(options: SMTPServerOptions = {}) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', part => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        const to = rcptTo.map(({ address }) => address)
        const hello = session.hostNameAppearsAs
        received.push({ from, to, raw: Buffer.concat(parts), secure: session.secure, hello })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise<void>(resolve => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, port, received }
}

/** A TCP server that does as told with each connection; closed by `closeServers`. */
export async function rawServer(onConnection: (socket: Socket) => void) {
  const sockets: Socket[] = []
  const server = createServer(socket => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    onConnection(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>(resolve => server.close(() => resolve()))
  })
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The error with which a server of `smtpServer` says a reply code. */
export const refusal = (responseCode: number) => Object.assign(new Error('No'), { responseCode })
