import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, isLost, rows } from '../../src/db/connect.ts'
import { type Embedded, startEmbedded } from '../../src/outside/embedded-postgres.ts'
import { cutInTheMiddle } from '../support/cut.ts'
import { useDatabase } from '../support/database.ts'
import { ownFolder, signalServer } from '../support/own-server.ts'
import { survive } from '../support/survival.ts'

const fresh = useDatabase()

test('a transaction whose connection is cut in the middle keeps nothing, five times of five', async () => {
  for (let round = 0; round < 5; round++) {
    expect(await cutInTheMiddle(fresh().db)).toEqual({ kept: 0, told: true })
  }
})

describe('when the server is gone', () => {
  let own: Awaited<ReturnType<typeof ownFolder>>
  let server: Embedded
  beforeAll(async () => {
    own = await ownFolder()
    server = await startEmbedded(own.folder)
  })
  afterAll(async () => {
    await server.stop()
    await own.remove()
  })

  test('a frozen one is given up within the deadline, and asked again once it thaws', async () => {
    const { db, close } = connect(server.url, { slots: 3, deadlineMs: 600 })
    await db.execute(sql`select 1`)
    signalServer(own.folder, 'SIGSTOP')
    const begun = performance.now()
    const asked = [
      ...Array.from({ length: 6 }, () => db.execute(sql`select 1`)),
      db.transaction(tx => tx.execute(sql`select 1`)),
    ]
    const answers = await Promise.all(asked.map(each => each.catch(error => error)))
    expect(performance.now() - begun).toBeLessThan(1_000)
    expect(answers.map(isLost)).toEqual(Array(7).fill(true))
    signalServer(own.folder, 'SIGCONT')
    expect(await rows(db, sql`select 1 as one`)).toEqual([{ one: 1 }])
    await close()
  })

  test('a killed one is told at once, comes back at its address, and every connection works again', async () => {
    const { db, close } = connect(server.url, { slots: 12 })
    const census = async () => {
      const pids = await Promise.all(
        Array.from({ length: 12 }, () =>
          rows<{ pid: number }>(db, sql`select pg_backend_pid() as pid, pg_sleep(0.2)`),
        ),
      )
      return new Set(pids.map(([row]) => row?.pid)).size
    }
    expect(await census()).toBe(12)
    const underway = db.execute(sql`select pg_sleep(3)`).catch(error => error)
    await pause(50)
    const begun = performance.now()
    signalServer(own.folder, 'SIGKILL')
    expect(isLost(await underway)).toBe(true)
    expect(performance.now() - begun).toBeLessThan(1_000)
    let lost = 0
    for (let done = false; !done && lost < 600; ) {
      done = await db.execute(sql`select 1`).then(
        () => true,
        () => false,
      )
      lost += done ? 0 : 1
      if (!done) await pause(20)
    }
    expect(await census()).toBe(12)
    await close()
  })
})

test('three kills under load lose, double and halve nothing, hang nobody and end no program', async () => {
  const counted = await survive(3)
  expect(counted).toMatchObject({ kills: 3, lost: 0, doubled: 0, half: 0, hung: 0, exits: 0 })
  expect(counted.acknowledged).toBeGreaterThan(50)
})
