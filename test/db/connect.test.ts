import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { connect, constraintOf, isLost, type Reader, rows, sqlStateOf } from '../../src/db/connect.ts'
import { useDatabase } from '../support/database.ts'

const things = pgTable('things', {
  name: text('name').primaryKey(),
  size: integer('size'),
  at: timestamp('at', { withTimezone: true, mode: 'date' }),
})

const fresh = useDatabase()

beforeAll(async () => {
  await fresh().db.execute(sql`create table things (
    name text constraint things_one_per_name primary key,
    size integer constraint things_have_a_size check (size > 0),
    at timestamptz)`)
})

const named = async (prefix: string) =>
  (await fresh().db.select({ name: things.name }).from(things))
    .map(thing => thing.name)
    .filter(name => name.startsWith(prefix))
    .sort()

describe('a transaction', () => {
  test('keeps everything when its work returns', async () => {
    const id = randomUUID()
    const result = await fresh().db.transaction(async tx => {
      await tx.insert(things).values({ name: `${id} a` })
      await tx.insert(things).values({ name: `${id} b` })
      return 7
    })
    expect(result).toBe(7)
    expect(await named(id)).toEqual([`${id} a`, `${id} b`])
  })

  test('keeps nothing when its work throws, and passes the error on as it is', async () => {
    const id = randomUUID()
    const refusal = new Error('no')
    const attempt = fresh().db.transaction(async tx => {
      await tx.insert(things).values({ name: id })
      throw refusal
    })
    await expect(attempt).rejects.toBe(refusal)
    expect(await named(id)).toEqual([])
  })

  test('whose failed statement was swallowed is refused at COMMIT instead of looking kept', async () => {
    const id = randomUUID()
    const attempt = fresh().db.transaction(async tx => {
      await tx.insert(things).values({ name: id })
      await tx
        .insert(things)
        .values({ name: id })
        .catch(() => {})
    })
    const error = await attempt.catch(error => error)
    expect(error.message).toMatch(/rolled back/)
    expect(constraintOf(error)).toBe('things_one_per_name')
    expect(await named(id)).toEqual([])
  })

  test('is closed to a straggler of a failed Promise.all', async () => {
    const id = randomUUID()
    let straggler: Promise<unknown> = Promise.resolve()
    const attempt = fresh().db.transaction(async tx => {
      straggler = new Promise(resolve => setTimeout(resolve, 60)).then(() =>
        tx.insert(things).values({ name: id }),
      )
      straggler.catch(() => {})
      await Promise.all([straggler, tx.execute(sql`select 1/0`)])
    })
    await expect(attempt).rejects.toThrow()
    await expect(straggler).rejects.toThrow()
    expect(await named(id)).toEqual([])
  })

  test('goes on after a nested one failed, and keeps only its own', async () => {
    const id = randomUUID()
    await fresh().db.transaction(async tx => {
      await tx.insert(things).values({ name: `${id} outer` })
      const inner = tx.transaction(async nested => {
        await nested.insert(things).values({ name: `${id} inner` })
        await nested.insert(things).values({ name: `${id} outer` })
      })
      await expect(inner).rejects.toThrow()
      await tx.transaction(async nested => {
        await nested.insert(things).values({ name: `${id} second` })
      })
    })
    expect(await named(id)).toEqual([`${id} outer`, `${id} second`])
  })

  test('does not see what another one has not committed', async () => {
    const id = randomUUID()
    await fresh().db.transaction(async tx => {
      await tx.insert(things).values({ name: id })
      expect(await named(id)).toEqual([])
    })
    expect(await named(id)).toEqual([id])
  })
})

describe('an error', () => {
  test('tells the constraint that it broke, through all that wraps it', async () => {
    const id = randomUUID()
    const twice = fresh()
      .db.insert(things)
      .values([{ name: id }, { name: id }])
    expect(constraintOf(await twice.catch(error => error))).toBe('things_one_per_name')
    const small = fresh().db.insert(things).values({ name: id, size: 0 })
    const error = await small.catch(error => error)
    expect(constraintOf(error)).toBe('things_have_a_size')
    expect(sqlStateOf(error)).toBe('23514')
    expect(isLost(error)).toBe(false)
  })

  test('of another kind names no constraint', async () => {
    const error = await fresh()
      .db.execute(sql`select 1/0`)
      .catch(error => error)
    expect(sqlStateOf(error)).toBe('22012')
    expect(constraintOf(error)).toBeUndefined()
    expect(constraintOf(new Error('else'))).toBeUndefined()
  })

  test('by a value that cannot be sent is a mistake of ours, and the pool goes on', async () => {
    const { db, close } = connect(fresh().url, { slots: 1 })
    const strange = db.execute(sql`select ${Symbol('x') as unknown as string}::text`)
    expect(isLost(await strange.catch(error => error))).toBe(false)
    expect(await rows(db, sql`select 1 as one`)).toEqual([{ one: 1 }])
    await close()
  })
})

describe('raw rows', () => {
  test('carry instants as Date, days as text and counts as numbers', async () => {
    const at = new Date('2020-02-07T20:00:00.250+08:00')
    const [row] = await rows(
      fresh().db,
      sql`select ${at}::timestamptz as at, ${at}::timestamptz::date as day, count(*) as n,
          array_length(array['a', 'b'], 1) as two, null as nothing, '{"a":[1]}'::jsonb as json`,
    )
    expect(row).toEqual({ at, day: '2020-02-07', n: 1, two: 2, nothing: null, json: { a: [1] } })
  })

  test.each([
    sql`insert into things values ('written') returning name`,
    sql`update things set size = 1 returning name`,
    sql`delete from things returning name`,
    sql`select 1) t; insert into things values ('written'); select 1 from (select 1`,
  ])('take no query that writes (%#)', async query => {
    await expect(rows(fresh().db as Reader, query)).rejects.toThrow()
    expect(await named('written')).toEqual([])
  })
})

test('an instant comes back from a column to the millisecond', async () => {
  const at = new Date('2026-11-22T08:09:10.123Z')
  const name = randomUUID()
  await fresh().db.insert(things).values({ name, at })
  const [thing] = await fresh().db.select().from(things).where(sql`${things.at} = ${at} and name = ${name}`)
  expect(thing?.at).toEqual(at)
})

describe('a pool', () => {
  test('serves more borrowers than it has connections, one after the other', async () => {
    const { db, close } = connect(fresh().url, { slots: 3 })
    const pids = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const [row] = await rows<{ pid: number }>(db, sql`select pg_backend_pid() as pid, pg_sleep(0.005)`)
        return row?.pid
      }),
    )
    expect(new Set(pids).size).toBeLessThanOrEqual(3)
    await close()
    await expect(rows(db, sql`select 1`)).rejects.toSatisfy(isLost)
  })

  test('answers a wait for a connection that takes too long with DatabaseLost, and serves the next', async () => {
    const { db, close } = connect(fresh().url, { slots: 1, deadlineMs: 300 })
    const long = db.execute(sql`select pg_sleep(2)`).catch(error => error)
    const waiting = db.execute(sql`select 1`).catch(error => error)
    expect(isLost(await waiting)).toBe(true)
    expect(isLost(await long)).toBe(true)
    expect(await rows(db, sql`select 1 as one`)).toEqual([{ one: 1 }])
    await close()
  })

  test('closes only after what is under way has ended', async () => {
    const name = randomUUID()
    const { db, close } = connect(fresh().url)
    const write = db.transaction(async tx => {
      await tx.insert(things).values({ name })
      await tx.execute(sql`select pg_sleep(0.1)`)
    })
    await close()
    await write
    expect(await named(name)).toEqual([name])
  })
})

test('a statement that was planned while its table held a row finds its row by the key when it holds thousands', async () => {
  const { db, close } = connect(fresh().url, { slots: 1 })
  try {
    await db.execute(sql`create table grown (id integer primary key, size integer)`)
    await db.execute(sql`insert into grown values (1, 1)`)
    await db.execute(sql`analyze grown`)
    await db.execute(sql`prepare found(integer) as select size from grown where id = $1`)
    for (let times = 1; times <= 6; times++) await db.execute(sql`execute found(1)`)
    await db.execute(sql`insert into grown select n, n from generate_series(2, 5000) n`)
    const plan = await db.execute(sql`explain execute found(4000)`)
    expect(JSON.stringify(plan)).toContain('grown_pkey')
  } finally {
    await close()
  }
})
