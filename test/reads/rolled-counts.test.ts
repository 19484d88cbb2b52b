import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rollUpDays } from '../../src/actions/counts/roll-up-days.ts'
import { touch } from '../../src/db/change.ts'
import { tally } from '../../src/db/tally.ts'
import { groupings } from '../../src/domain/count-periods.ts'
import type { Measure } from '../../src/domain/measures.ts'
import { operationsCounts } from '../../src/reads/operations-counts.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { fillBusyWeeks } from '../support/busy-weeks.ts'

let app: TestApp

beforeAll(async () => {
  app = await testApp('2020-03-05T12:00:00+08:00')
  await fillBusyWeeks(app.database.db, { from: '2020-02-01', to: '2020-03-05' })
})
afterAll(() => app.close())

/** Everything that counts can be asked for, over spans that begin and end inside and outside what was summed up. */
function allCounts() {
  const spans = [
    { from: '2020-01-20', to: '2020-03-10' },
    { from: '2020-02-10', to: '2020-02-10' },
    { from: '2020-02-20', to: '2020-03-05' },
  ]
  return Promise.all(spans.flatMap(span => groupings.map(by => operationsCounts(app.deps, { ...span, by }))))
}

/** The same as if nothing had ever been summed up: the tallies themselves are kept. Puts all sums back afterwards. */
async function fromTalliesAlone() {
  await inOneGo(
    sql`create table sums as select * from day_counts`,
    sql`create table kept as select * from tallies`,
    sql`delete from day_counts`,
    sql`update tallies set rolled = false where rolled`,
  )
  const counted = await allCounts()
  await inOneGo(
    sql`insert into day_counts select * from sums`,
    sql`delete from tallies`,
    sql`insert into tallies select * from kept`,
    sql`drop table sums, kept`,
  )
  return counted
}

function inOneGo(...steps: SQL[]) {
  return app.database.db.transaction(async tx => {
    for (const step of steps) await tx.execute(step)
  })
}

const late = (at: string, measure: Measure, amount = 1, waitSeconds?: number) =>
  touch(app.deps, tx => tally(tx, [{ at: new Date(at), measure, amount, waitSeconds }]))

test('summing up finished days changes no figure, of whatever span and however it is cut', async () => {
  const before = await allCounts()
  expect(await rollUpDays(app.deps)).toBe(33)
  expect(await allCounts()).toEqual(before)
  expect(await fromTalliesAlone()).toEqual(before)
})

test('what comes late for a day that is summed up counts at once, and the same after the day is summed anew', async () => {
  const before = await allCounts()
  await late('2020-02-10T23:59:59+08:00', 'call_answered', 1, 100_000)
  await late('2020-02-10T00:00:00+08:00', 'call_answered', 1, 0)
  await late('2020-02-12T08:00:00+08:00', 'call_abandoned', -1, 30)
  await late('2020-01-20T08:00:00+08:00', 'audience', 17)
  const after = await allCounts()
  expect(after).not.toEqual(before)
  expect(after).toEqual(await fromTalliesAlone())
  expect(await rollUpDays(app.deps)).toBe(3)
  expect(await allCounts()).toEqual(after)
})

test('two machines sum up the same days once, and today is left alone', async () => {
  const before = await allCounts()
  app.clock.wind(86_400)
  await Promise.all([rollUpDays(app.deps), rollUpDays(app.deps)])
  expect(await allCounts()).toEqual(before)
  await late('2020-03-06T08:00:00+08:00', 'call_received')
  expect(await rollUpDays(app.deps)).toBe(0)
})
