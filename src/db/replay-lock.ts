import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { advisoryKeys } from './advisory-keys.ts'
import { type Reader, rows } from './connect.ts'

/**
 * Marks the database as being replayed into, until released or until this program ends. Undefined when another
 * replay runs there already.
 */
export async function holdReplayLock(url: string): Promise<(() => Promise<void>) | undefined> {
  const connection = postgres(url, { max: 1, max_lifetime: null, idle_timeout: 0, fetch_types: false })
  const [answer] = await connection`select pg_try_advisory_lock(${advisoryKeys.replay}) as held`
  if (answer?.held) return () => connection.end({ timeout: 1 })
  await connection.end({ timeout: 1 })
  return undefined
}

/** Whether a replay is under way: its clock rules over what it plays, and nobody else's may. */
export async function replayIsRunning(db: Reader): Promise<boolean> {
  const [answer] = await rows<{ free: boolean }>(
    db,
    sql`select pg_try_advisory_xact_lock_shared(${advisoryKeys.replay}) as free`,
  )
  return answer?.free === false
}
