import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type CanaryApp,
  canaryApp,
  filesIn,
  marks,
  readable,
  searched,
  untilForgotten,
  wholeLife,
} from '../../support/canaries.ts'

let app: CanaryApp
let codes: string[]
beforeAll(async () => {
  app = await canaryApp()
  codes = await wholeLife(app, 6)
})
afterAll(() => app.close())

test('what callers write can be read nowhere, and is sealed with keys that are there until it is due', async () => {
  const before = await searched(app, codes)
  expect(before).toMatchObject({ readable: 0, codes: 0, places: {} })
  expect(before.sealedLeft).toBeGreaterThan(10)
  expect(before.opened).toBeGreaterThan(0)
})

test('after its time nothing of it can be read or opened, although its bytes are still there', async () => {
  await untilForgotten(app, 5)
  const after = await searched(app, codes)
  expect(after).toMatchObject({ readable: 0, codes: 0, places: {}, opened: 0, tagsMade: 0 })
  expect(after.sealedLeft).toBeGreaterThan(10)
  expect(after.tagsLeft).toBeGreaterThan(0)
})

test('the search finds what was stored in clear and deleted, as the plain way would have left it', async () => {
  const { db } = app.database
  await db.execute(sql`create table plain_way (words text)`)
  await db.execute(sql`insert into plain_way values (${`${marks.text} 13973910000`})`)
  await db.execute(sql`delete from plain_way`)
  await db.execute(sql`vacuum full plain_way`)
  await db.execute(sql`drop table plain_way`)
  await db.execute(sql`checkpoint`)
  const found = filesIn(app.folder).filter(path => readable(readFileSync(path), marks.text) > 0)
  expect(found.length).toBeGreaterThan(0)
})
