import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { type Database, isLost, rows } from '../../src/db/connect.ts'

/**
 * One round: a transaction writes, its connection is cut, others read for 60 ms, it writes again.
 * Answers how many of its two rows were kept, and whether it was told of the loss.
 */
export async function cutInTheMiddle(db: Database): Promise<{ kept: number; told: boolean }> {
  await db.execute(sql`create table if not exists cut (name text)`)
  const name = randomUUID()
  const outcome = await db
    .transaction(async tx => {
      await tx.execute(sql`insert into cut values (${name})`)
      const [me] = await rows<{ pid: number }>(tx, sql`select pg_backend_pid() as pid`)
      await db.execute(sql`select pg_terminate_backend(${me?.pid}::integer)`)
      const reading = Array.from({ length: 6 }, async () => {
        for (let n = 0; n < 10; n++) await db.execute(sql`select count(*) from cut`)
      })
      await Promise.all([pause(60), ...reading])
      await tx.execute(sql`insert into cut values (${name})`)
    })
    .catch(error => error)
  const [row] = await rows<{ kept: number }>(db, sql`select count(*) as kept from cut where name = ${name}`)
  return { kept: row?.kept ?? -1, told: isLost(outcome) }
}
