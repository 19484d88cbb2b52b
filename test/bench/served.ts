import { Agent, request } from 'node:http'
import { freePort, type Program, run } from '../support/program.ts'
import type { Installation } from './installation.ts'

/** An address that serves, the id of its program, and the way to end it. */
export type Served = { base: string; program: Program; end(): Promise<void> }

/** Starts the real server, in a program of its own, on the database of an installation. */
export async function serve({ url, keyFile }: Installation): Promise<Served> {
  const port = await freePort()
  const program = run('src/server.ts', {
    DATABASE_URL: url,
    DEMO: 'true',
    KEY_FILE: keyFile,
    PORT: String(port),
    LINES: 'main:bench-line',
    IDLE_MINUTES: '720',
    LOG_REQUESTS: 'false',
  })
  return ready(program, port)
}

/** Starts the bare server, which answers every GET with the bytes of a file and echoes POSTs to its event streams. */
export async function serveBare(file = ''): Promise<Served> {
  const port = await freePort()
  return ready(run('test/bench/bare-server.ts', {}, [String(port), file]), port)
}

async function ready(program: Program, port: number): Promise<Served> {
  await program.until(`:${port}`)
  const end = async () => {
    program.child.kill('SIGTERM')
    await program.ended
  }
  return { base: `http://127.0.0.1:${port}`, program, end }
}

/** Connections that are kept open, so many at most. */
export function keptOpen(most: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: most })
}

/** Asks and reads the whole answer. */
export function ask(
  agent: Agent,
  address: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((answered, failed) => {
    const asking = request(address, { agent, method, headers }, answer => {
      const parts: Buffer[] = []
      answer.on('data', part => parts.push(part))
      answer.on('end', () =>
        answered({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(parts).toString(),
        }),
      )
      answer.on('error', failed)
    })
    asking.on('error', failed)
    asking.end(body)
  })
}
