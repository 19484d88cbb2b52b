import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sendLetters } from '../../../src/actions/letters/send-letters.ts'
import { answerSwap } from '../../../src/actions/roster/answer-swap.ts'
import { askSwap } from '../../../src/actions/roster/ask-swap.ts'
import { remindOfShifts } from '../../../src/actions/roster/remind-of-shifts.ts'
import { cancelShift } from '../../../src/actions/shifts/cancel-shift.ts'
import { planShift } from '../../../src/actions/shifts/plan-shift.ts'
import { letters } from '../../../src/db/schema/bookings.ts'
import { people } from '../../../src/db/schema/people.ts'
import { shiftSwaps } from '../../../src/db/schema/roster.ts'
import { nextDue } from '../../../src/reads/next-due.ts'
import { type TestApp, testApp } from '../../support/app.ts'

const system = { kind: 'system' } as const
let app: TestApp
beforeEach(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  for (const number of [1, 2])
    await app.database.db
      .update(people)
      .set({ mail: `counselor-${number}@example.org` })
      .where(eq(people.handle, `counselor-${number}`))
})
afterEach(() => app.close())

const at = (text: string) => new Date(`2026-11-${text}:00+08:00`)
const plan = (handle: string, from: string, to: string) =>
  planShift(app.deps, system, { handle, startsAt: at(from), endsAt: at(to) })
const remind = () => remindOfShifts(app.deps, system)
const sent = async () => {
  await sendLetters(app.deps, system)
  return app.mail.kept()
}

test('a shift is reminded of twelve hours before, once, by however many machines, and says nothing of what it is', async () => {
  await plan('counselor-1', '25T08:00', '25T12:00')
  app.clock.now = at('24T19:59')
  expect(await nextDue(app.deps)).toEqual(at('24T20:00'))
  expect(await remind()).toBe(0)
  app.clock.now = at('24T20:00')
  const told = await Promise.all(Array.from({ length: 6 }, remind))
  expect(told.reduce((sum, one) => sum + one, 0)).toBe(1)
  expect(await remind()).toBe(0)
  const [letter, ...others] = await sent()
  expect(others).toEqual([])
  expect(letter).toMatchObject({ to: 'counselor-1@example.org', subject: '您的时间快到了' })
  expect(letter?.text).toContain('11月25日 星期三 08:00–12:00')
  expect(letter?.text).not.toMatch(/热线|班次|心线|咨询/)
})

test('nobody is reminded of a shift planned later than that, nor who has no address', async () => {
  await plan('counselor-3', '25T08:00', '25T12:00')
  app.clock.now = at('24T20:01')
  await plan('counselor-1', '25T08:00', '25T12:00')
  expect(await remind()).toBe(0)
})

test('a reminder that has not gone is withdrawn with its shift', async () => {
  const shift = await plan('counselor-1', '25T08:00', '25T12:00')
  app.clock.now = at('24T20:00')
  expect(await remind()).toBe(1)
  await cancelShift(app.deps, system, { shiftId: shift.id })
  expect(await sent()).toEqual([])
  const [row] = await app.database.db.select().from(letters)
  expect(row).toMatchObject({ sentAt: null, withdrawnAt: app.deps.now(), toSealed: '' })
})

test('zero hours are none at all', async () => {
  await plan('counselor-1', '25T08:00', '25T12:00')
  app.clock.now = at('25T07:00')
  app.deps.config.SHIFT_REMINDER_HOURS = 0
  expect(await remind()).toBe(0)
})

test('a wish to swap is told to whom it is put, an accepted one to who made it; neither is named', async () => {
  const mine = await plan('counselor-1', '26T08:00', '26T12:00')
  const other = await plan('counselor-2', '27T08:00', '27T12:00')
  const [first, second] = await Promise.all([
    app.person('counselor-1', 'counselor'),
    app.person('counselor-2', 'counselor'),
  ])
  await askSwap(app.deps, first, { shiftId: mine.id, otherShiftId: other.id })
  await askSwap(app.deps, first, { shiftId: mine.id, otherShiftId: other.id })
  const [asked, ...others] = await sent()
  expect(others).toEqual([])
  expect(asked?.to).toBe('counselor-2@example.org')
  expect(asked?.text).toContain('11月27日 星期五 08:00–12:00')
  const [swap] = await app.database.db.select().from(shiftSwaps)
  await answerSwap(app.deps, second, { swapId: swap?.id ?? '', answer: 'accept' })
  const [accepted] = await sent()
  expect(accepted?.to).toBe('counselor-1@example.org')
  expect(accepted?.text).toContain('11月27日 星期五 08:00–12:00')
  for (const letter of [asked, accepted]) expect(letter?.text).not.toMatch(/林静|周安|热线/)
})
