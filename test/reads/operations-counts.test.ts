import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tallies } from '../../src/db/schema/counts.ts'
import { partners } from '../../src/db/schema/people.ts'
import type { Grouping } from '../../src/domain/count-periods.ts'
import type { Measure } from '../../src/domain/measures.ts'
import { addUp, countedSpan, operationsCounts, summed } from '../../src/reads/operations-counts.ts'
import { type TestApp, testApp } from '../support/app.ts'

let app: TestApp
let police: string

beforeAll(async () => {
  app = await testApp('2021-01-01T10:00:00+01:00', { TIME_ZONE: 'Europe/Berlin' })
  const [found] = await app.database.db.select().from(partners).where(eq(partners.code, 'police'))
  police = found?.id ?? ''
  await app.database.db.insert(tallies).values([
    // around the midnight between 2 and 3 February (+01:00)
    tally('2020-02-02T23:59:59+01:00', 'call_received'),
    tally('2020-02-03T00:00:00+01:00', 'call_received'),
    tally('2020-02-03T00:00:00+01:00', 'call_answered', { waitSeconds: 10, partnerId: police }),
    tally('2020-02-03T09:30:00+01:00', 'call_received'),
    tally('2020-02-03T09:30:00+01:00', 'call_answered', { waitSeconds: 20 }),
    tally('2020-02-03T09:40:00+01:00', 'call_received'),
    tally('2020-02-03T09:40:00+01:00', 'call_abandoned', { waitSeconds: 900 }),
    tally('2020-02-03T23:59:59.999+01:00', 'people_helped', { amount: 7, partnerId: police }),
    tally('2020-02-04T00:00:00+01:00', 'session_held', { partnerId: police }),
    // the clocks go forward: 02:00 becomes 03:00
    tally('2020-03-29T00:30:00Z', 'call_received'),
    tally('2020-03-29T01:00:00Z', 'call_received'),
    tally('2020-03-29T21:59:59Z', 'call_received'),
    tally('2020-03-29T22:00:00Z', 'call_received'),
    // the clocks go back: 03:00 becomes 02:00, 02:30 happens twice
    tally('2020-10-25T00:30:00Z', 'booking_made'),
    tally('2020-10-25T01:30:00Z', 'booking_made'),
    tally('2020-10-25T22:59:59Z', 'booking_made'),
    tally('2020-10-25T23:00:00Z', 'booking_made'),
    tally('2020-05-05T12:00:00Z', 'outreach_session', { partnerId: police }),
    tally('2020-05-05T12:00:00Z', 'audience', { amount: 100_000_000, partnerId: police }),
    tally('2020-05-05T13:00:00Z', 'audience', { amount: 100_000_000 }),
    ...Array.from({ length: 24 }, (_, index) =>
      tally('2020-05-06T12:00:00Z', 'audience', { amount: 100_000_000 - index }),
    ),
  ])
})
afterAll(() => app.close())

describe('by day', () => {
  test('a second before midnight belongs to the day before, midnight to the day itself', async () => {
    const rows = await ask('2020-02-02', '2020-02-04', 'day')
    expect(rows.map(row => [row.key, row.callsReceived, row.peopleHelped, row.sessionsHeld])).toEqual([
      ['2020-02-02', 1, 0, 0],
      ['2020-02-03', 3, 7, 0],
      ['2020-02-04', 0, 0, 1],
    ])
  })
  test('the period ends with its last local day', async () => {
    const [row] = await ask('2020-02-03', '2020-02-03', 'total')
    expect(row).toMatchObject({ callsReceived: 3, peopleHelped: 7, sessionsHeld: 0 })
  })
  test('the day on which the clocks go forward has its 23 hours, the day after its own', async () => {
    const rows = await ask('2020-03-28', '2020-03-30', 'day')
    expect(rows.map(row => row.callsReceived)).toEqual([0, 3, 1])
  })
  test('the day on which the clocks go back has its 25 hours', async () => {
    const rows = await ask('2020-10-24', '2020-10-26', 'day')
    expect(rows.map(row => row.bookingsMade)).toEqual([0, 3, 1])
  })
  test('every day has its row, those on which nothing happened too', async () => {
    const rows = await ask('2020-02-01', '2020-03-15', 'day')
    expect(rows).toHaveLength(44)
    expect(rows.at(-1)).toMatchObject({ key: '2020-03-15', callsReceived: 0, answerRate: null })
  })
})

describe('by hour', () => {
  test('there are the 24 hours of the clock, and the hour that happens twice holds both', async () => {
    const rows = await ask('2020-10-25', '2020-10-25', 'hour')
    expect(rows.map(row => row.key)).toEqual(
      Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
    )
    expect(rows[2]?.bookingsMade).toBe(2)
    expect(rows[23]?.bookingsMade).toBe(1)
  })
  test('the hour that the clock change skips stays empty', async () => {
    const rows = await ask('2020-03-29', '2020-03-29', 'hour')
    expect([1, 2, 3].map(hour => rows[hour]?.callsReceived)).toEqual([1, 0, 1])
  })
})

test('by partner, each partner has its row and none stands for what nobody took', async () => {
  const rows = await ask('2020-02-02', '2020-02-04', 'partner')
  expect(rows.map(row => row.key)).toEqual([
    'health-commission',
    'medical-college',
    'police',
    'youth-league',
    'none',
  ])
  expect(rows[2]).toMatchObject({
    callsAnswered: 1,
    peopleHelped: 7,
    answerRate: null,
    medianWaitSeconds: 10,
  })
  expect(rows[4]).toMatchObject({ callsReceived: 4, callsAnswered: 1, answerRate: null })
})

test('waits are of answered calls only, between two values where the middle lies there', async () => {
  const [row] = await ask('2020-02-01', '2020-02-29', 'total')
  expect(row).toMatchObject({ medianWaitSeconds: 15, p90WaitSeconds: 19, answerRate: 0.5 })
})

test('where nobody was answered the rate is 0 and waits are null; where nobody called the rate is null too', async () => {
  const [row] = await ask('2020-03-29', '2020-03-29', 'total')
  expect(row).toMatchObject({
    callsReceived: 3,
    answerRate: 0,
    medianWaitSeconds: null,
    p90WaitSeconds: null,
  })
  const [empty] = await ask('2019-01-01', '2019-01-01', 'total')
  expect(empty).toMatchObject({ key: 'total', callsReceived: 0, answerRate: null })
})

test('the rows of every cut add up to the same, beyond what an integer holds', async () => {
  const sums = await Promise.all(
    (['day', 'hour', 'partner', 'total'] as const).map(async by =>
      addUp(await ask('2020-01-01', '2020-12-31', by)),
    ),
  )
  for (const sum of sums) expect(sum).toEqual(sums[0])
  expect(sums[0]?.audience).toBe(2_600_000_000 - 276)
  for (const figure of summed) expect(sums[0]?.[figure], figure).toBeTypeOf('number')
})

test('a period that ends before it starts, or spans more than three years, is refused at its end', async () => {
  await expect(ask('2020-02-02', '2020-02-01', 'day')).rejects.toMatchObject({
    code: 'invalid_input',
    more: { faults: [{ field: 'to', code: 'ends_before_start' }] },
  })
  await expect(ask('2020-01-01', '2023-01-04', 'day')).rejects.toMatchObject({
    more: { faults: [{ field: 'to', code: 'span_too_long', limit: 1098 }] },
  })
  expect(await ask('2020-01-01', '2022-12-31', 'day')).toHaveLength(1096)
})

test('the record reaches from the first local day that counted to the last', async () => {
  expect(await countedSpan(app.deps)).toEqual({ from: '2020-02-02', to: '2020-10-26' })
})

function ask(from: string, to: string, by: Grouping) {
  return operationsCounts(app.deps, { from, to, by })
}

function tally(
  at: string,
  measure: Measure,
  more: { amount?: number; waitSeconds?: number; partnerId?: string } = {},
) {
  return { at: new Date(at), measure, ...more }
}
