import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goOnDuty } from '../../src/actions/duty/go-on-duty.ts'
import { acting, connect, type Database, rows, sqlStateOf } from '../../src/db/connect.ts'
import { putUpWalls, wallsStand } from '../../src/db/walls.ts'
import { groupings } from '../../src/domain/count-periods.ts'
import {
  countedTables,
  type DatabaseRole,
  databaseRoles,
  sealedColumns,
  writtenBy,
} from '../../src/domain/walls.ts'
import { countedSpan, operationsCounts, partnerNames } from '../../src/reads/operations-counts.ts'
import { releasedPeriods, releaseOf } from '../../src/reads/releases.ts'
import { booked } from '../support/booked.ts'
import { type TestLine, testLine } from '../support/line.ts'

let line: TestLine
let mine: string
let theirs: string
let callId: string
beforeAll(async () => {
  line = await testLine()
  const [first] = await line.onDuty(1)
  const inAnHour = new Date(line.clock.now.getTime() + 3_600_000)
  mine = await booked(line, 'counselor-1', inAnHour, { contactSealed: 'sealed', noteSealed: 'sealed' })
  theirs = await booked(line, 'counselor-2', inAnHour, { contactSealed: 'sealed', noteSealed: 'sealed' })
  callId = (await line.ring('c1')).callId
  await line.database.db.execute(sql`update calls set contact_sealed = 'sealed' where id = ${callId}`)
  expect((await line.queue(first!)).offer?.callId).toBe(callId)
})
afterAll(() => line.close())

const as = (role: DatabaseRole, person?: string): Database => acting(line.deps.db, role, person)
const denied = '42501'
const stateOf = (db: Database, query: SQL) =>
  db.execute(query).then(
    () => 'done',
    error => sqlStateOf(error),
  )

describe('PostgreSQL itself', () => {
  test('has all roles, and none of them may pass a wall or change the schema', async () => {
    expect(await wallsStand(line.database.db)).toBe(true)
    const found = await rows<{ rolname: string; strong: boolean }>(
      line.database.db,
      sql`select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin as strong
          from pg_roles where rolname like 'heartline\\_%'`,
    )
    expect(found.filter(({ strong }) => strong)).toEqual([])
    expect(found.length).toBeGreaterThanOrEqual(databaseRoles.length)
    for (const role of databaseRoles) {
      expect(await stateOf(as(role), sql`create table intruder (id int)`)).toBe(denied)
      expect(await stateOf(as(role), sql`alter table bookings disable row level security`)).toBe(denied)
      expect(await stateOf(as(role), sql`drop table audit_lines`)).toBe(denied)
    }
  })

  test('shows a sealed column to the roles that may read it, and to no other', async () => {
    for (const [table, columns] of Object.entries(sealedColumns))
      for (const [column, readers] of Object.entries(columns))
        for (const role of databaseRoles) {
          const query = sql`select ${sql.identifier(column)} from ${sql.identifier(table)} limit 1`
          const expected = readers.includes(role) ? 'done' : denied
          expect(`${role} ${table}.${column}: ${await stateOf(as(role), query)}`).toBe(
            `${role} ${table}.${column}: ${expected}`,
          )
        }
  })

  test('lets the reader write nothing, and the counts look at nothing that was tied to a contact', async () => {
    for (const change of [
      sql`insert into tallies (at, measure) values (now(), 'call_received')`,
      sql`update people set name = name`,
      sql`delete from shifts`,
    ])
      expect(await stateOf(as('reader'), change)).toBe(denied)
    const tables = await rows<{ name: string }>(
      line.database.db,
      sql`select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
    )
    expect(tables.length).toBeGreaterThan(30)
    for (const { name } of tables) {
      const expected = (countedTables as readonly string[]).includes(name) ? 'done' : denied
      const state = await stateOf(as('counts'), sql`select count(*) from ${sql.identifier(name)}`)
      expect(`${name}: ${state}`).toBe(`${name}: ${expected}`)
    }
  })

  test('counts for coordinators under the role that sees nothing of a contact', async () => {
    const { db } = line.deps
    const span = { from: '2026-11-01', to: '2026-11-23' } as const
    const reads = {
      counts: () => Promise.all(groupings.map(by => operationsCounts(line.deps, { ...span, by }))),
      span: () => countedSpan(line.deps),
      partners: () => partnerNames(line.deps),
      periods: () => releasedPeriods(line.deps),
      release: () => releaseOf(line.deps, '2026-10'),
    }
    const owner = line.database.db
    for (const table of ['tallies', 'partners', 'releases']) {
      const right = sql`select on ${sql.identifier(table)}`
      await owner.execute(sql`revoke ${right} from heartline_counts`)
    }
    for (const [name, read] of Object.entries(reads))
      expect(`${name}: ${await read().then(() => 'done', sqlStateOf)}`).toBe(`${name}: ${denied}`)
    for (const table of ['tallies', 'partners', 'releases'])
      await owner.execute(sql`grant select on ${sql.identifier(table)} to heartline_counts`)
    for (const read of Object.values(reads)) await read()
    expect(await stateOf(acting(db, 'counts'), sql`select 1 from tallies`)).toBe('done')
  })

  test('lets nobody but time itself write what is counted, released or chained', async () => {
    for (const [table, writers] of Object.entries(writtenBy))
      for (const role of databaseRoles)
        if (!writers.includes(role))
          expect(await stateOf(as(role), sql`delete from ${sql.identifier(table)}`)).toBe(denied)
    for (const role of ['caller', 'counselor', 'staff'] as const) {
      expect(await stateOf(as(role), sql`delete from audit_lines`)).toBe(denied)
      expect(await stateOf(as(role), sql`update audit_lines set action = 'nothing'`)).toBe(denied)
    }
  })
})

describe('a counselor', () => {
  const sees = async (db: Database, table: string) =>
    (await rows<{ id: string }>(db, sql`select id from ${sql.identifier(table)}`)).map(({ id }) => id)

  test('finds their own bookings and calls, whatever is asked, and nobody else’s', async () => {
    const [one, two] = await Promise.all([line.counselor(1), line.counselor(2)])
    expect(await sees(as('counselor', one.personId), 'bookings')).toEqual([mine])
    expect(await sees(as('counselor', two.personId), 'bookings')).toEqual([theirs])
    expect(await sees(as('counselor', one.personId), 'calls')).toEqual([callId])
    expect(await sees(as('counselor', two.personId), 'calls')).toEqual([])
    expect(await sees(as('counselor'), 'bookings')).toEqual([])
  })

  test('cannot change, take over or give away what is somebody else’s', async () => {
    const [one, two] = await Promise.all([line.counselor(1), line.counselor(2)])
    const db = as('counselor', two.personId)
    const touched = await rows<{ id: string }>(
      line.database.db,
      sql`select id from bookings where canceled_at is null`,
    )
    await db.execute(sql`update bookings set canceled_at = now()`)
    await db.execute(sql`update calls set state = 'closed'`)
    expect(
      await rows(line.database.db, sql`select id from bookings where id = ${mine} and canceled_at is null`),
    ).toHaveLength(1)
    expect(await line.state(callId)).toBe('offered')
    expect(touched).toHaveLength(2)
    const given = sql`update bookings set counselor_id = ${two.personId} where id = ${mine}`
    expect(await stateOf(as('counselor', one.personId), given)).toBe(denied)
  })

  test('is nobody else in the next loan of the same connection', async () => {
    const single = connect(line.database.url, { slots: 1 })
    single.raiseWalls()
    const one = await line.counselor(1)
    const own = acting(single.db, 'counselor', one.personId)
    expect(await rows(own, sql`select id from bookings`)).toHaveLength(1)
    expect(await rows(acting(single.db, 'counselor'), sql`select id from bookings`)).toEqual([])
    expect(await rows(single.db, sql`select current_user as name`)).toEqual([{ name: 'heartline_reader' }])
    expect(() => acting(single.db, 'counselor', "'; reset role; --")).toThrow('by their id')
    await single.close()
  })
})

test('the walls are the same however often they are put up', async () => {
  const { db } = line.database
  const policies = () =>
    rows(db, sql`select tablename, policyname, roles::text, qual, with_check from pg_policies order by 1, 2`)
  const before = await policies()
  await db.transaction(tx => putUpWalls(tx))
  await db.execute(sql`comment on table audit_seals is null`)
  await db.transaction(tx => putUpWalls(tx))
  expect(await policies()).toEqual(before)
  await goOnDuty(line.deps, await line.counselor(4))
})
