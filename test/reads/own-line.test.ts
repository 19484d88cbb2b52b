import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPattern } from '../../src/actions/roster/add-pattern.ts'
import { tallies } from '../../src/db/schema/counts.ts'
import { people } from '../../src/db/schema/people.ts'
import type { CoordinatorActor } from '../../src/domain/actor.ts'
import { simulate } from '../../src/domain/simulation/simulate.ts'
import { ownLine } from '../../src/reads/own-line.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { booked } from '../support/booked.ts'
import { onShift } from '../support/on-shift.ts'

const hour = 3_600_000
let app: TestApp
/** Tuesday the 24th is the first day that is simulated. */
beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00', {
    LINES: 'main:secret-of-main',
    LINE_PARTNERS: 'main:police',
  })
  await onShift(app, 'counselor-1', '2026-11-23T22:00:00+08:00', '2026-11-24T06:00:00+08:00')
  await onShift(app, 'counselor-1', '2026-11-25T18:00:00+08:00', '2026-11-25T22:00:00+08:00')
  await booked(app, 'counselor-1', new Date('2026-11-25T19:00:00+08:00'))
  await onShift(app, 'counselor-2', '2026-11-23T10:00:00+08:00', '2026-11-23T12:00:00+08:00')
})
afterAll(() => app.close())
const idOf = async (handle: string) => {
  const [found] = await app.database.db.select().from(people).where(sql`handle = ${handle}`)
  return found!.id
}

test('the roster is whoever has a shift in these days, with sessions and standings, from the start of the first one', async () => {
  await app.database.db.execute(
    sql`update people set insured_until = '2026-11-24' where handle = 'counselor-1'`,
  )
  const { from, roster } = await ownLine(app.deps, 7)
  expect(from).toBe('2026-11-24')
  expect(roster).toHaveLength(1)
  expect(roster[0]).toMatchObject({
    id: await idOf('counselor-1'),
    shifts: [
      { startsAt: -2 * hour, endsAt: 6 * hour },
      { startsAt: 42 * hour, endsAt: 46 * hour },
    ],
    sessions: [{ startsAt: 43 * hour }],
    inForceUntil: { insurance: new Date(24 * hour), training: null },
  })
})

test('beyond the days that are planned, the weekly patterns go on', async () => {
  const counselorId = await idOf('counselor-3')
  const coordinator: CoordinatorActor = {
    kind: 'coordinator',
    personId: await idOf('coordinator-1'),
    name: '',
  }
  await addPattern(app.deps, coordinator, {
    counselorId,
    weekdays: [3],
    stretches: [{ from: '20:00', to: '02:00' }],
    fromDay: '2026-11-23',
  })
  const { roster } = await ownLine(app.deps, 60)
  const third = roster.find(({ id }) => id === counselorId)!
  // From the 25th of November to the 20th of January, each once.
  expect(third.shifts.map(({ startsAt }) => startsAt)).toEqual(
    Array.from({ length: 9 }, (_, week) => (24 + 20 + week * 168) * hour),
  )
})

test('calls, minutes and weekdays are those on record where there are enough, lines and places those of the installation', async () => {
  const before = await ownLine(app.deps, 2)
  expect(before.basis.callsByHour).toBeNull()
  expect(before.languages).toBeNull()
  await app.database.db.insert(tallies).values([
    { at: new Date('2026-11-20T19:10:00+08:00'), measure: 'call_received', amount: 280 },
    ...Array.from({ length: 10 }, () => ({
      at: new Date('2026-11-20T19:40:00+08:00'),
      measure: 'call_handled',
      amount: 1500,
    })),
  ])
  const { basis, hours, lines, places } = await ownLine(app.deps, 2)
  expect(basis.callsByHour?.[19]).toBeGreaterThan(0)
  expect(basis.handlingMinutes).toBe(25)
  expect(hours).toHaveLength(48)
  expect(hours[25]).toEqual({ hour: 1, weekday: 3 })
  const [police] = await app.database.db.execute(sql`select id from partners where code = 'police'`)
  expect(lines).toEqual([police?.id])
  expect(places).toContainEqual(['longsha'])
})

test('the clock change shifts the hours of the day', async () => {
  const berlin = await testApp('2026-10-23T10:00:00+02:00', { TIME_ZONE: 'Europe/Berlin' })
  const { hours } = await ownLine(berlin.deps, 3)
  await berlin.close()
  expect(hours).toHaveLength(73)
  expect(hours.slice(24, 29).map(({ hour }) => hour)).toEqual([0, 1, 2, 2, 3])
})

test('what is read can be simulated', async () => {
  const { roster, hours } = await ownLine(app.deps, 7)
  const { load, sessions } = simulate({
    line: {
      days: 7,
      bands: [],
      roster,
      partners: 2,
      callers: {
        byHour: hours.map(({ hour }) => (hour > 17 ? 4 : 1)),
        talk: 'lognormal',
        talkMinutes: 17,
        talkDeviation: 11,
        patienceMinutes: 5,
        highRisk: 0,
      },
      habits: { acceptSeconds: 6, declined: 0, missed: 0, awayMinutes: 10, wrapUpMinutes: 3 },
      sessions: { perShift: 0, minutes: 30, noShow: 0, noShowMinutes: 15, lateMinutes: 10 },
      rules: { guardMinutes: 10, presenceSeconds: 180, offerSeconds: 20, restMinutes: 0 },
    },
    way: 'router',
    seed: 1,
    withinSeconds: 30,
  })
  expect(load.every(({ onDuty }) => onDuty > 0)).toBe(true)
  expect(sessions.onTime + sessions.late + sessions.lost).toBe(1)
})
