import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextDue } from '../../src/reads/next-due.ts'
import { type TestLine, testLine } from '../support/line.ts'

let line: TestLine
beforeEach(async () => {
  line = await testLine()
})
afterEach(() => line.close())

/** Seconds from now to the next thing that is due. */
async function ahead() {
  return ((await nextDue(line.deps)).getTime() - line.deps.now().getTime()) / 1000
}

async function bookedIn(minutes: number, canceled = false) {
  const startsAt = new Date(line.deps.now().getTime() + minutes * 60_000)
  await line.database.db.execute(
    sql`insert into bookings (counselor_id, starts_at, ends_at, mode, language, locale, return_code_tag, forget_on, made_at, canceled_at)
        select id, ${startsAt.toISOString()}, ${new Date(startsAt.getTime() + 1_800_000).toISOString()}, 'phone', 'zh',
          'zh-Hans', ${`${minutes}`}, '2026-12-31', ${line.deps.now().toISOString()},
          ${canceled ? line.deps.now().toISOString() : null}
        from people where handle = 'counselor-1'`,
  )
}

test('with nothing under way, the end of the local day is next', async () => {
  expect((await nextDue(line.deps)).toISOString()).toBe('2026-11-23T16:00:00.000Z')
})

test('an offer that will run out is next', async () => {
  await line.onDuty(1)
  await line.ring('c1')
  expect(await ahead()).toBe(20)
})

test('ten minutes before a session its counselor gets no more calls; five before, none may have run into it; half an hour after its end, calls again', async () => {
  await bookedIn(60)
  expect(await ahead()).toBe(50 * 60)
  line.clock.wind(50 * 60)
  expect(await ahead()).toBe(5 * 60)
  line.clock.wind(5 * 60)
  expect(await ahead()).toBe(65 * 60)
  line.clock.wind(65 * 60)
  expect((await nextDue(line.deps)).toISOString()).toBe('2026-11-23T16:00:00.000Z')
})

test('a canceled session is nothing to wait for', async () => {
  await bookedIn(60, true)
  expect((await nextDue(line.deps)).toISOString()).toBe('2026-11-23T16:00:00.000Z')
})

test('a letter that will be due is next, one that was sent is not', async () => {
  const at = new Date(line.deps.now().getTime() + 300_000).toISOString()
  const soon = new Date(line.deps.now().getTime() + 100_000).toISOString()
  await line.database.db.execute(
    sql`insert into letters (kind, locale, to_sealed, message_id, due_at, sent_at)
        values ('reminder', 'en', 'x', '<a@b>', ${at}, null), ('reminder', 'en', 'x', '<c@d>', ${soon}, ${soon})`,
  )
  expect(await ahead()).toBe(300)
})
