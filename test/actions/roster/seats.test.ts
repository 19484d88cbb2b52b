import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sendLetters } from '../../../src/actions/letters/send-letters.ts'
import { setSeats } from '../../../src/actions/roster/set-seats.ts'
import { warnOfUncovered } from '../../../src/actions/roster/warn-of-uncovered.ts'
import { cancelShift } from '../../../src/actions/shifts/cancel-shift.ts'
import { planShift } from '../../../src/actions/shifts/plan-shift.ts'
import { people } from '../../../src/db/schema/people.ts'
import type { CoordinatorActor } from '../../../src/domain/actor.ts'
import { uncoveredSoon } from '../../../src/reads/uncovered-soon.ts'
import { weekRoster } from '../../../src/reads/week-roster.ts'
import { type TestApp, testApp } from '../../support/app.ts'

const system = { kind: 'system' } as const
let app: TestApp
let coordinator: CoordinatorActor
beforeEach(async () => {
  app = await testApp('2026-11-23T10:20:00+08:00')
  coordinator = await app.person('coordinator-1', 'coordinator')
})
afterEach(() => app.close())

const at = (time: string, day = 23) => new Date(`2026-11-${day}T${time}:00+08:00`)
const plan = (handle: string, from: Date, to: Date) =>
  planShift(app.deps, system, { handle, startsAt: from, endsAt: to })
const cover = (from: Date, to: Date) =>
  Promise.all(['counselor-1', 'counselor-3'].map(handle => plan(handle, from, to)))
const hourOf = async (hour: number) => (await weekRoster(app.deps, '2026-11-24'))[1]?.hours[hour]

test('an hour is held against what it needs in each language', async () => {
  await cover(at('00:00', 24), at('24:00', 24))
  expect(await hourOf(20)).toMatchObject({ planned: 2, coverage: 'covered' })
  await setSeats(app.deps, coordinator, [
    { language: 'zh', hour: 20, seats: 3 },
    { language: 'yue', hour: 21, seats: 1 },
    { language: 'zh', hour: 22, seats: 0 },
  ])
  expect(await hourOf(20)).toMatchObject({ coverage: 'thin' })
  expect(await hourOf(21)).toMatchObject({ planned: 2, coverage: 'uncovered' })
  // Counselor 2 speaks Cantonese.
  await plan('counselor-2', at('20:00', 24), at('22:00', 24))
  expect(await hourOf(20)).toMatchObject({ coverage: 'covered' })
  expect(await hourOf(21)).toMatchObject({ planned: 3, coverage: 'covered' })
})

test('what an hour needs can be said again, and nonsense is refused at its field', async () => {
  await setSeats(app.deps, coordinator, [{ language: 'zh', hour: 8, seats: 5 }])
  await setSeats(app.deps, coordinator, [{ language: 'zh', hour: 8, seats: 1 }])
  expect((await hourOf(8))?.seats[0]).toEqual({ language: 'zh', planned: 0, required: 1 })
  for (const wrong of [
    { language: 'fr', hour: 8, seats: 1 },
    { language: 'zh', hour: 24, seats: 1 },
    { language: 'zh', hour: 8, seats: -1 },
    { language: 'zh', hour: 8, seats: 100 },
    { language: 'zh', hour: 8, seats: Number.NaN },
  ])
    await expect(setSeats(app.deps, coordinator, [wrong])).rejects.toMatchObject({
      code: 'invalid_input',
      more: { faults: [{ field: `${wrong.language}-${wrong.hour}` }] },
    })
})

test('coordinators get one letter for a night that nobody covers, once, however often and by how many it is looked', async () => {
  await app.database.db
    .update(people)
    .set({ mail: 'qin@example.org' })
    .where(eq(people.handle, 'coordinator-1'))
  await cover(at('00:00'), at('02:00', 24))
  await cover(at('06:00', 24), at('24:00', 25))
  expect(await uncoveredSoon(app.deps)).toEqual([
    { startsAt: at('02:00', 24).getTime(), endsAt: at('06:00', 24).getTime() },
  ])
  const told = await Promise.all(Array.from({ length: 8 }, () => warnOfUncovered(app.deps, system)))
  expect(told.reduce((sum, blocks) => sum + blocks, 0)).toBe(1)
  expect(await warnOfUncovered(app.deps, system)).toBe(0)
  await sendLetters(app.deps, system)
  expect(app.mail.kept()).toHaveLength(1)
  const [letter] = app.mail.kept()
  expect(letter?.to).toBe('qin@example.org')
  expect(letter?.text).toContain('11月24日 星期二 02:00–06:00')
  expect(letter?.text).not.toMatch(/林静|陈禾/)
})

test('nobody is warned of hours that are covered, thin, or further away; a hole that opens later is told of', async () => {
  await cover(at('00:00'), at('24:00', 24))
  const [alone] = await cover(at('24:00', 24), at('12:00', 26))
  expect(await warnOfUncovered(app.deps, system)).toBe(0)
  await cancelShift(app.deps, system, { shiftId: alone?.id ?? '' })
  app.clock.wind(86_400)
  expect(await warnOfUncovered(app.deps, system)).toBe(0)
  expect(await uncoveredSoon(app.deps)).toEqual([])
  app.clock.wind(86_400 + 7_200)
  expect(await warnOfUncovered(app.deps, system)).toBe(1)
})
