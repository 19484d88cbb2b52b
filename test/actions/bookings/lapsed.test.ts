import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { openTimes } from '../../../src/db/open-times.ts'
import { people } from '../../../src/db/schema/people.ts'
import { whatToExpect } from '../../../src/reads/what-to-expect.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { onShift } from '../../support/on-shift.ts'

let app: TestApp
beforeEach(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  for (const day of ['24', '25'])
    await onShift(app, 'counselor-1', `2026-11-${day}T09:00:00+08:00`, `2026-11-${day}T11:00:00+08:00`)
})
afterEach(() => app.close())

const days = async () => {
  const open = await openTimes(app.deps, {
    from: new Date('2026-11-23T00:00:00+08:00'),
    to: new Date('2026-11-30T00:00:00+08:00'),
  })
  return new Set(open.map(({ startsAt }) => startsAt.getUTCDate()))
}

test.each(['qualifiedUntil', 'trainedUntil', 'insuredUntil', 'supervisedUntil'] as const)(
  'nobody is booked for a day on which %s has passed, and all is open up to it',
  async column => {
    expect(await days()).toEqual(new Set([24, 25]))
    await app.database.db
      .update(people)
      .set({ [column]: '2026-11-24' })
      .where(eq(people.handle, 'counselor-1'))
    expect(await days()).toEqual(new Set([24]))
  },
)

test('a time of such a day is refused to whoever asks for it by name', async () => {
  const make = (day: number) =>
    makeBooking(
      app.deps,
      { kind: 'caller' },
      {
        startsAt: new Date(`2026-11-${day}T09:00:00+08:00`),
        mode: 'text',
        language: 'zh',
        locale: 'zh-Hans',
      },
    )
  await app.database.db
    .update(people)
    .set({ insuredUntil: '2026-11-24' })
    .where(eq(people.handle, 'counselor-1'))
  await expect(make(25)).rejects.toMatchObject({ code: 'slot_not_open' })
  expect(await make(24)).toMatchObject({ mode: 'text' })
})

test('callers are not told to wait for somebody whose insurance ends before they come', async () => {
  const ask = async () => (await whatToExpect(app.deps)).nextOpening
  app.clock.now = new Date('2026-11-24T22:00:00+08:00')
  expect(await ask()).toEqual(new Date('2026-11-25T09:00:00+08:00'))
  await app.database.db
    .update(people)
    .set({ insuredUntil: '2026-11-24' })
    .where(eq(people.handle, 'counselor-1'))
  expect(await ask()).toBeNull()
})
