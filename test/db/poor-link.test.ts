import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { connect } from '../../src/db/connect.ts'
import { promptSocket } from '../../src/outside/prompt-socket.ts'
import { useDatabase } from '../support/database.ts'
import { linkStorm } from '../support/link-storm.ts'
import { poorLink } from '../support/poor-link.ts'

const fresh = useDatabase()

test('whatever the link to the database does, nobody waits five seconds, and it is well again within five', async () => {
  const counted = await linkStorm(['slow', 'cut', 'silent'], 1, 1)
  for (const one of counted) {
    expect(one).toMatchObject({ overFive: 0 })
    expect(one.asked, one.link).toBeGreaterThan(10)
    expect(one.wellAgain, one.link).toBeLessThan(5_000)
  }
})

test('after one connection was silent, no other that has slept meanwhile costs a deadline of its own', async () => {
  const link = await poorLink(Number(new URL(fresh().url).port))
  const url = Object.assign(new URL(fresh().url), { port: String(link.port) }).href
  const { db, close } = connect(url, { slots: 5, deadlineMs: 2_000, socket: promptSocket })
  await Promise.all(Array.from({ length: 5 }, () => db.execute(sql`select pg_sleep(0.1)`)))
  link.become('silent')
  await db.execute(sql`select 1`).catch(() => {})
  link.become('well')
  for (let n = 0; n < 5; n++) {
    const began = performance.now()
    await db.execute(sql`select 1`)
    expect(performance.now() - began).toBeLessThan(1_500)
  }
  await close()
  await link.close()
})
