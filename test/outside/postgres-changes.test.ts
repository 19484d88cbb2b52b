import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import type { Changes } from '../../src/outside/changes.ts'
import { postgresChanges } from '../../src/outside/postgres-changes.ts'
import { useDatabase } from '../support/database.ts'
import { untilTrue } from '../support/program.ts'

const database = useDatabase()
const opened: Changes[] = []
afterEach(() => Promise.all(opened.splice(0).map(changes => changes.close())))

/** One program's changes, and how often its listener has been called since it was listening to the database. */
async function program(mark: string) {
  const changes = postgresChanges(database().url, mark)
  opened.push(changes)
  let heard = 0
  const leave = changes.listen(() => heard++)
  await untilTrue(async () => heard > 0, 5000)
  heard = 0
  return { changes, heard: () => heard, leave }
}

async function cut() {
  await database().db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'heartline changes' and datname = current_database()`,
  )
}

test('a sibling learns of a change, and whoever told it hears it once', async () => {
  const [a, b] = [await program('a'), await program('b')]
  const before = await b.changes.version()
  a.changes.tell()
  expect(a.heard()).toBe(1)
  await untilTrue(async () => b.heard() === 1, 1000)
  expect(await b.changes.version()).not.toBe(before)
  await pause(100)
  expect([a.heard(), b.heard()]).toEqual([1, 1])
})

test('a thousand changes at once are a thousand at home and a few for the siblings', async () => {
  const [a, b] = [await program('a'), await program('b')]
  for (let i = 0; i < 1000; i++) a.changes.tell()
  expect(a.heard()).toBe(1000)
  await untilTrue(async () => b.heard() >= 1, 1000)
  await pause(150)
  expect(b.heard()).toBeLessThanOrEqual(3)
})

test('a sibling learns whom a change concerns, however many they are', async () => {
  const [a, b] = [await program('a'), await program('b')]
  const people = Array.from({ length: 500 }, () => crypto.randomUUID())
  const heard = new Set<number>()
  // So many pages would wait for seconds, were it not about them.
  for (const [page, whose] of people.entries()) b.changes.listen(() => heard.add(page), whose)
  a.changes.tell(people.slice(0, 450))
  await untilTrue(async () => heard.size >= 450, 2000)
  expect(Math.max(...heard)).toBe(449)
})

test('a connection that dies is opened again, and everybody is told to look', async () => {
  const [a, b] = [await program('a'), await program('b')]
  await cut()
  a.changes.tell()
  const atHome = a.heard()
  expect(atHome).toBeGreaterThanOrEqual(1)
  await untilTrue(async () => b.heard() >= 1, 5000)
  await pause(300)
  const before = b.heard()
  a.changes.tell()
  await untilTrue(async () => b.heard() > before, 5000)
})

test('whoever has left hears nothing, and a closed one says nothing', async () => {
  const [a, b] = [await program('a'), await program('b')]
  b.leave()
  a.changes.tell()
  await pause(150)
  expect(b.heard()).toBe(0)
  await a.changes.close()
  a.changes.tell()
})

test('it waits for a database that is not there, and can be closed meanwhile', async () => {
  const changes = postgresChanges('postgres://nobody@127.0.0.1:9/nowhere', 'alone')
  let heard = 0
  changes.listen(() => heard++)
  changes.tell()
  await pause(300)
  expect(heard).toBe(1)
  await changes.close()
})
