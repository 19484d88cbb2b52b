import { sql } from 'drizzle-orm'
import { connect, isLost } from '../../src/db/connect.ts'
import { promptSocket } from '../../src/outside/prompt-socket.ts'

// An application in a program of its own: books what its parent asks for, once per key, in two tables.

/** What the parent asks: one booking, repeated with the same key until it is acknowledged. */
export type Ask = { request: number; key: string }
/** The answer: booked (now or before), or not to be told. */
export type Answer = { request: number; booked: boolean }

const url = process.argv[2]
if (!url || !process.send) throw new Error('Started by the survival test only.')
const { db } = connect(url, { slots: 12, socket: promptSocket })

process.on('message', async ({ request, key }: Ask) => {
  process.send?.({ request, booked: await book(key) } satisfies Answer)
})
process.on('disconnect', () => process.exit())

async function book(key: string): Promise<boolean> {
  try {
    await db.transaction(async tx => {
      const first = await tx.execute(
        sql`insert into keys values (${key}) on conflict do nothing returning key`,
      )
      if (first.length === 0) return
      await tx.execute(sql`insert into booked values (${key})`)
      await tx.execute(sql`insert into noted values (${key})`)
    })
    return true
  } catch (error) {
    if (isLost(error)) return false
    throw error
  }
}
