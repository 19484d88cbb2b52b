import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cancelBooking } from '../../../src/actions/bookings/cancel-booking.ts'
import { makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { rescheduleBooking } from '../../../src/actions/bookings/move-booking.ts'
import { joinWaitingList } from '../../../src/actions/waiting-list/join-waiting-list.ts'
import { offerOpenTimes } from '../../../src/actions/waiting-list/offer-open-times.ts'
import { openTimes } from '../../../src/db/open-times.ts'
import { bookings } from '../../../src/db/schema/bookings.ts'
import { people } from '../../../src/db/schema/people.ts'
import { waitingEntries } from '../../../src/db/schema/waiting.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { onShift } from '../../support/on-shift.ts'

const caller = { kind: 'caller' } as const
const at = (time: string) => new Date(`2026-11-24T${time}:00+08:00`)
const day = { from: at('00:00'), to: at('23:59') }

let app: TestApp
let qualified: string
beforeEach(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  const { db } = app.database
  const may = (handle: string, ...qualifications: string[]) =>
    db.update(people).set({ qualifications }).where(eq(people.handle, handle))
  await may('counselor-1', 'high_risk')
  await may('counselor-2', 'minors')
  qualified = (await app.person('counselor-2', 'counselor')).personId
  // Alone until three; then with somebody who is qualified for minors.
  await onShift(app, 'counselor-1', '2026-11-24T14:00:00+08:00', '2026-11-24T16:00:00+08:00')
  await onShift(app, 'counselor-2', '2026-11-24T15:00:00+08:00', '2026-11-24T16:00:00+08:00')
})
afterEach(() => app.close())

const book = (time: string, ageBand: 'under_14' | 'age_14_17' | 'adult') =>
  makeBooking(app.deps, caller, {
    startsAt: at(time),
    mode: 'text',
    language: 'zh',
    locale: 'zh-Hans',
    ageBand,
  })
const starts = async (ageBand?: 'under_14' | 'age_14_17' | 'adult') =>
  (await openTimes(app.deps, { ...day, ageBand })).map(({ startsAt }) => startsAt)
const holders = async () =>
  (await app.database.db.select({ id: bookings.counselorId }).from(bookings)).map(({ id }) => id)

test.each(['under_14', 'age_14_17'] as const)(
  '%s is shown only times of those qualified for minors',
  async age => {
    expect(await starts(age)).toEqual([at('15:00'), at('15:30')])
    expect(await starts('adult')).toEqual([at('14:00'), at('14:30'), at('15:00'), at('15:30')])
    expect(await starts()).toHaveLength(4)
  },
)

test('a child is booked with somebody qualified for minors, and with nobody else once that one is taken', async () => {
  await expect(book('14:00', 'under_14')).rejects.toMatchObject({ code: 'slot_not_open' })
  await book('15:00', 'under_14')
  expect(await holders()).toEqual([qualified])
  // The other one is free at three still, and the nearest time named is one that a child can have.
  const refused = await book('15:00', 'age_14_17').catch(error => error)
  expect(refused).toMatchObject({
    code: 'slot_taken',
    more: { openTimes: [{ startsAt: '2026-11-24T15:30:00+08:00' }] },
  })
  await book('15:00', 'adult')
})

test('a booking of a child moves only to somebody qualified for minors', async () => {
  const { returnCode } = await book('15:00', 'age_14_17')
  const move = (time: string) => rescheduleBooking(app.deps, caller, { returnCode, startsAt: at(time) })
  await expect(move('14:30')).rejects.toMatchObject({ code: 'slot_not_open' })
  await move('15:30')
  expect(await holders()).toEqual([qualified])
})

test('a child on the waiting list hears of times that a child can have, and of no others', async () => {
  const holding = await Promise.all([book('15:00', 'under_14'), book('15:30', 'under_14')])
  const alone = await Promise.all([book('14:00', 'adult'), book('14:30', 'adult')])
  await joinWaitingList(app.deps, caller, {
    mode: 'text',
    language: 'zh',
    from: '2026-11-24',
    to: '2026-11-24',
    locale: 'zh-Hans',
    mail: 'young@example.org',
    ageBand: 'age_14_17',
  })
  const offer = () => offerOpenTimes(app.deps, { kind: 'system' })
  await cancelBooking(app.deps, caller, { returnCode: alone[0].returnCode })
  expect(await offer()).toBe(0)
  await cancelBooking(app.deps, caller, { returnCode: holding[0].returnCode })
  expect(await offer()).toBe(1)
  // Which age it was is not kept.
  const [entry] = await app.database.db.select().from(waitingEntries)
  expect(JSON.stringify(entry)).not.toContain('14_17')
})
