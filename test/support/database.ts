import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Connection, connect, type Database } from '../../src/db/connect.ts'

/** A migrated, empty database of one test file. */
export type FreshDatabase = {
  url: string
  db: Database
  connection: Connection
  drop(): Promise<void>
}

const sourceIsBusy = '55006'

/** Copies the template (about 50 ms). */
export async function freshDatabase(): Promise<FreshDatabase> {
  const template = new URL(inject('templateUrl'))
  const name = `heartline_${randomUUID().replaceAll('-', '')}`
  await onServer(sql =>
    whenFree(() => sql.unsafe(`create database ${name} template ${template.pathname.slice(1)}`)),
  )
  const url = Object.assign(new URL(template), { pathname: `/${name}` }).href
  const connection = connect(url, { deadlineMs: 20_000 })
  const drop = async () => {
    await connection.close()
    await onServer(sql => sql.unsafe(`drop database ${name} with (force)`))
  }
  return { url, db: connection.db, connection, drop }
}

/** A database for the tests of one file, made before and dropped after them; ask the getter inside tests. */
export function useDatabase(): () => FreshDatabase {
  let fresh: FreshDatabase | undefined
  beforeAll(async () => {
    fresh = await freshDatabase()
  })
  afterAll(async () => {
    await fresh?.drop()
  })
  return () => {
    if (!fresh) throw new Error('The database is there from beforeAll on.')
    return fresh
  }
}

async function onServer(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const server = Object.assign(new URL(inject('templateUrl')), { pathname: '/postgres' }).href
  const sql = postgres(server, { max: 1, fetch_types: false, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** PostgreSQL copies a database for one at a time; the others wait their turn. */
async function whenFree(copy: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await copy()
      return
    } catch (error) {
      const busy = error instanceof postgres.PostgresError && error.code === sourceIsBusy
      if (!busy || tries === 200) throw error
      await pause(20 + Math.random() * 60)
    }
  }
}
