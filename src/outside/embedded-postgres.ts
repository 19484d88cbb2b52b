import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { initialize, keepPassword, type Place } from './postgres-cluster.ts'
import { takeLease } from './postgres-lease.ts'
import { chooseAccount, findPrograms, withReach } from './postgres-programs.ts'
import { runServer, stopServer } from './postgres-server.ts'

/**
 * A real PostgreSQL that keeps its data in a folder of ours: its address, whether this call started it, and
 * the way to let go of it.
 */
export type Embedded = { url: string; started: boolean; stop(): Promise<void> }

/**
 * Starts a PostgreSQL in `directory`, or joins the one that already runs there. Whatever happened before is
 * healed: a first start that was cut off, a power cut, kill -9. While this program lives, a server that it
 * started and that dies is started again at the same address. Whoever lets go last, by `stop` or by ending,
 * stops it. `settings` are more of PostgreSQL's own.
 */
export async function startEmbedded(
  directory: string,
  settings: Record<string, string> = {},
): Promise<Embedded> {
  const [programs, chosen] = await Promise.all([findPrograms(), chooseAccount()])
  const root = resolve(directory)
  await mkdir(root, { recursive: true })
  const account = await withReach(chosen, [root, programs.postgres])
  const password = await keepPassword(join(root, 'postgres.password'))
  const place: Place = {
    programs,
    account,
    password,
    settings,
    data: join(root, 'postgres'),
    log: join(root, 'postgres.log'),
  }
  const lease = await takeLease(join(root, 'postgres.users'))
  try {
    await initialize(place)
    const server = await runServer(place, lease)
    const stop = async () => {
      if (lease.release()) await server.stop()
      else server.letGo()
    }
    return { url: server.url, started: server.started, stop }
  } catch (error) {
    if (lease.release()) await stopServer(place)
    throw error
  }
}
