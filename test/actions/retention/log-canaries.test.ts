import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logged, sendBadInputs } from '../../support/bad-inputs.ts'
import { type CanaryApp, canaryApp, marks } from '../../support/canaries.ts'

let app: CanaryApp
beforeAll(async () => {
  app = await canaryApp()
})
afterAll(() => app.close())

test('bad input in every field leaves nothing of it in any log, and is never a fault of ours', async () => {
  const { sent, answers } = await sendBadInputs(app, 6)
  expect(sent).toBeGreaterThan(300)
  expect(Object.keys(answers).filter(status => Number(status) >= 500)).toEqual([])
  expect(logged(app)).toMatchObject({ app: 0, server: 0 })
  expect(logged(app).lines).toBeGreaterThanOrEqual(sent)
})

test('the log of PostgreSQL would repeat it, were it not started with its mouth shut', async () => {
  const { db } = app.database
  await db.execute(sql`create table said (words text primary key)`)
  const say = () =>
    db.execute(sql`insert into said values (${marks.text}), (${marks.text})`).catch(() => undefined)
  await say()
  expect(logged(app).server).toBe(0)
  await db
    .transaction(async tx => {
      await tx.execute(sql`set local log_error_verbosity = 'default'`)
      await tx.execute(sql`set local log_min_error_statement = 'error'`)
      await tx.execute(sql`set local log_min_messages = 'warning'`)
      await tx.execute(sql`insert into said values (${marks.text}), (${marks.text})`)
    })
    .catch(() => undefined)
  expect(logged(app).server).toBeGreaterThan(0)
})
