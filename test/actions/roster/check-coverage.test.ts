import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sendLetters } from '../../../src/actions/letters/send-letters.ts'
import { invitePerson } from '../../../src/actions/people/invite-person.ts'
import { retirePerson } from '../../../src/actions/people/retire-person.ts'
import { setStanding } from '../../../src/actions/people/set-standing.ts'
import { addDayOff } from '../../../src/actions/roster/add-day-off.ts'
import { addPattern } from '../../../src/actions/roster/add-pattern.ts'
import { answerSwap } from '../../../src/actions/roster/answer-swap.ts'
import { askSwap } from '../../../src/actions/roster/ask-swap.ts'
import { checkCoverage } from '../../../src/actions/roster/check-coverage.ts'
import { endPattern } from '../../../src/actions/roster/end-pattern.ts'
import { importShifts } from '../../../src/actions/roster/import-shifts.ts'
import { openSeats } from '../../../src/actions/roster/open-seats.ts'
import { removeDayOff } from '../../../src/actions/roster/remove-day-off.ts'
import { setSeats } from '../../../src/actions/roster/set-seats.ts'
import { takeShift } from '../../../src/actions/roster/take-shift.ts'
import { cancelShift } from '../../../src/actions/shifts/cancel-shift.ts'
import { planShift } from '../../../src/actions/shifts/plan-shift.ts'
import { people } from '../../../src/db/schema/people.ts'
import {
  coverageChecks,
  daysOff,
  openShifts,
  shiftSwaps,
  weeklyPatterns,
} from '../../../src/db/schema/roster.ts'
import type { CoordinatorActor } from '../../../src/domain/actor.ts'
import { gapsOf } from '../../../src/domain/coverage-gaps.ts'
import { coverageKept } from '../../../src/reads/coverage-kept.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { newcomer } from '../../support/staff.ts'

const system = { kind: 'system' } as const
let app: TestApp
let coordinator: CoordinatorActor
beforeEach(async () => {
  app = await testApp('2026-11-23T10:20:00+08:00', { PROVINCE_NUMBER: 'none' })
  coordinator = await app.person('coordinator-1', 'coordinator')
  await app.database.db
    .update(people)
    .set({ mail: 'qin@example.org' })
    .where(eq(people.handle, 'coordinator-1'))
})
afterEach(() => app.close())

const at = (time: string, day = 25) => new Date(`2026-11-${day}T${time}:00+08:00`)
const plan = (handle: string, from: Date, to: Date) =>
  planShift(app.deps, system, { handle, startsAt: from, endsAt: to })
const look = () => checkCoverage(app.deps, system)
const kept = async () => (await app.database.db.select().from(coverageChecks))[0]

test('every verb that changes the roster asks for a new proof; without a change there is none within the hour', async () => {
  const { deps } = app
  const db = app.database.db
  const first = await app.person('counselor-1', 'counselor')
  const second = await app.person('counselor-2', 'counselor')
  const one = await plan('counselor-1', at('08:00'), at('12:00'))
  const other = await plan('counselor-2', at('14:00', 26), at('18:00', 26))
  expect(await look()).toBe(true)
  const pattern = { counselorId: first.personId, weekdays: [5], stretches: [{ from: '18:00', to: '22:00' }] }
  const changes: [string, () => Promise<unknown>][] = [
    ['plan', () => plan('counselor-3', at('08:00'), at('12:00'))],
    ['cancel', () => cancelShift(deps, system, { shiftId: one.id })],
    [
      'import',
      () =>
        importShifts(deps, coordinator, [
          { counselorId: first.personId, startsAt: at('08:00', 27), endsAt: at('12:00', 27) },
        ]),
    ],
    ['pattern', () => addPattern(deps, coordinator, { ...pattern, fromDay: '2026-11-23' })],
    ['day off', () => addDayOff(deps, coordinator, { day: '2026-11-27' })],
    [
      'day on',
      async () =>
        removeDayOff(deps, coordinator, { dayOffId: (await db.select().from(daysOff))[0]?.id ?? '' }),
    ],
    [
      'pattern ended',
      async () =>
        endPattern(deps, coordinator, {
          patternId: (await db.select().from(weeklyPatterns))[0]?.id ?? '',
        }),
    ],
    ['seats', () => setSeats(deps, coordinator, [{ language: 'zh', weekday: 3, hour: 8, seats: 4 }])],
    [
      'taken',
      async () => {
        const seats = { startsAt: at('20:00'), endsAt: at('22:00'), seats: 1, requestKey: 'a' }
        await openSeats(deps, coordinator, seats)
        const [open] = await db.select().from(openShifts)
        await takeShift(deps, first, { openShiftId: open?.id ?? '' })
      },
    ],
    [
      'swap',
      async () => {
        const mine = await plan('counselor-1', at('08:00', 28), at('12:00', 28))
        await look()
        await askSwap(deps, first, { shiftId: mine.id, otherShiftId: other.id })
        const [swap] = await db.select().from(shiftSwaps)
        await answerSwap(deps, second, { swapId: swap?.id ?? '', answer: 'accept' })
      },
    ],
    ['standing', () => setStanding(deps, coordinator, standing(first.personId))],
    ['invitation', () => invitePerson(deps, coordinator, newcomer())],
    ['retirement', () => retirePerson(deps, coordinator, { personId: second.personId })],
  ]
  for (const [name, work] of changes) {
    app.clock.wind(1)
    expect([name, await look()]).toEqual([name, false])
    await work()
    expect([name, await look()]).toEqual([name, true])
    expect((await kept())?.checkedAt).toEqual(deps.now())
  }
  app.clock.wind(3_600)
  expect(await look()).toBe(true)
})

test('a gap that a change opens is told to coordinators in one letter, once, by however many machines', async () => {
  const covering = await plan('counselor-1', at('00:00', 24), at('24:00', 24))
  for (let day = 23; day < 30; day++) if (day !== 24) await cover(day)
  await look()
  await sendLetters(app.deps, system)
  const before = app.mail.kept().length
  await cancelShift(app.deps, system, { shiftId: covering.id })
  const told = await Promise.all(Array.from({ length: 6 }, look))
  expect(told.filter(Boolean)).toHaveLength(1)
  await plan('counselor-5', at('08:00', 29), at('09:00', 29))
  expect(await look()).toBe(true)
  await sendLetters(app.deps, system)
  const letters = app.mail.kept().slice(0, -before)
  expect(letters.map(({ to }) => to)).toEqual(['qin@example.org'])
  expect(letters[0]?.text).toContain('11月24日')
  expect(letters[0]?.text).not.toMatch(/林静|热线/)
  expect(gapsOf((await kept())?.spans ?? []).length).toBeGreaterThan(0)
})

test('a page shows what is kept and when it was checked, and what is true at once after a change', async () => {
  await look()
  app.clock.wind(60)
  expect((await coverageKept(app.deps)).checkedAt).toEqual(at('10:20', 23))
  await plan('counselor-1', at('08:00'), at('12:00'))
  const now = await coverageKept(app.deps)
  expect(now.checkedAt).toEqual(app.deps.now())
  expect(
    now.spans.some(({ ends, startsAt }) => ends === 'person' && startsAt === at('08:00').getTime()),
  ).toBe(true)
})

async function cover(day: number) {
  await plan('counselor-3', at('00:00', day), at('24:00', day))
}

function standing(personId: string) {
  return {
    personId,
    qualifications: ['minors' as const],
    until: { qualification: null, training: null, insurance: '2026-11-26', supervision: null },
  }
}
