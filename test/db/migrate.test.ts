import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { connect, rows } from '../../src/db/connect.ts'
import { migrate } from '../../src/db/migrate.ts'
import { expectedVersion, schemaVersion } from '../../src/db/schema-version.ts'
import { useDatabase } from '../support/database.ts'

const fresh = useDatabase()

test('an empty database is at version 0, and four that migrate it at once bring it to ours', async () => {
  const name = `heartline_${randomUUID().replaceAll('-', '')}`
  await fresh().db.execute(sql.raw(`create database ${name}`))
  const url = Object.assign(new URL(fresh().url), { pathname: `/${name}` }).href
  const { db, close } = connect(url)
  expect(await schemaVersion(db)).toBe(0)
  await Promise.all([migrate(url), migrate(url), migrate(url), migrate(url)])
  expect(expectedVersion).toBeGreaterThan(0)
  expect(await schemaVersion(db)).toBe(expectedVersion)
  const [constraint] = await rows<{ n: number }>(
    db,
    sql`select count(*) as n from pg_constraint where conname = 'ledger_one_thing_per_counselor_and_minute'`,
  )
  expect(constraint?.n).toBe(1)
  await close()
  await fresh().db.execute(sql.raw(`drop database ${name} with (force)`))
})
