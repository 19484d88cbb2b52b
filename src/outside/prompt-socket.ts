import { connect, type Socket } from 'node:net'

/** Where the driver wants to go. */
type Target = { host: string[]; port: number[]; path?: string | false }

/**
 * A socket to the database that sends what it is given at once (TCP_NODELAY). The driver's own waits with the small rest
 * of a long message, such as the COMMIT behind it, until what went before has been answered: a round trip more.
 */
export function promptSocket({ host, port, path }: Target): Socket {
  // The driver may write before it is connected: what it writes waits in here.
  return path ? connect({ path }) : connect({ host: host[0], port: port[0] ?? 5432, noDelay: true })
}
