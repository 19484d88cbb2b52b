import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cancelShift } from '../../../src/actions/shifts/cancel-shift.ts'
import { planShift } from '../../../src/actions/shifts/plan-shift.ts'
import { shiftsBetween } from '../../../src/reads/shifts-between.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { booked } from '../../support/booked.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const system = { kind: 'system' } as const
const at = (time: string) => new Date(`2026-11-24T${time}:00+08:00`)
const plan = (handle: string, from: string, to: string) =>
  planShift(app.deps, system, { handle, startsAt: at(from), endsAt: at(to) })
const cancel = (shiftId: string) => cancelShift(app.deps, system, { shiftId })
const stillThere = async (id: string) =>
  (await shiftsBetween(app.deps, at('00:00'), at('23:59'))).some(shift => shift.id === id)

describe('canceling a shift', () => {
  test('takes it away, twice as well as once, and frees the time', async () => {
    const shift = await plan('counselor-1', '08:00', '12:00')
    await cancel(shift.id)
    await cancel(shift.id)
    expect(await stillThere(shift.id)).toBe(false)
    await plan('counselor-1', '09:00', '10:00')
  })

  test('is refused while somebody has booked a time in it', async () => {
    const shift = await plan('counselor-2', '08:00', '12:00')
    await booked(app, 'counselor-2', at('09:00'))
    await expect(cancel(shift.id)).rejects.toMatchObject({ code: 'shift_has_bookings' })
    expect(await stillThere(shift.id)).toBe(true)
  })

  test('is free to go when the booking is canceled or closed, or somebody else has it', async () => {
    const shift = await plan('counselor-3', '08:00', '12:00')
    await booked(app, 'counselor-3', at('09:00'), { canceledAt: app.clock.now })
    await booked(app, 'counselor-3', at('10:00'), { closedAt: app.clock.now })
    await booked(app, 'counselor-4', at('09:00'))
    await cancel(shift.id)
  })

  test('is refused when a booking begins in it and ends in the next one', async () => {
    const first = await plan('counselor-5', '08:00', '09:45')
    await plan('counselor-5', '09:45', '12:00')
    await booked(app, 'counselor-5', at('09:30'))
    await expect(cancel(first.id)).rejects.toMatchObject({ code: 'shift_has_bookings' })
  })

  test('that does not exist is refused', async () => {
    await expect(cancel('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'not_found' })
  })
})
