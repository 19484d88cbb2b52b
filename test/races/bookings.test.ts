import { and, eq, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cancelBooking } from '../../src/actions/bookings/cancel-booking.ts'
import { type BookingInput, makeBooking } from '../../src/actions/bookings/make-booking.ts'
import { rescheduleBooking } from '../../src/actions/bookings/move-booking.ts'
import { cancelShift } from '../../src/actions/shifts/cancel-shift.ts'
import { rows } from '../../src/db/connect.ts'
import { bookings, letters } from '../../src/db/schema/bookings.ts'
import { auditLines, tallies } from '../../src/db/schema/counts.ts'
import { shifts } from '../../src/db/schema/duty.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { onShift } from '../support/on-shift.ts'

const caller = { kind: 'caller' } as const
const at = (time: string) => new Date(`2026-11-24T${time}:00+08:00`)
const wanted: BookingInput = { startsAt: at('14:00'), mode: 'text', language: 'zh', locale: 'zh-Hans' }

let app: TestApp
beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
})
afterAll(() => app.close())
beforeEach(async () => {
  for (const table of [letters, bookings, shifts, tallies, auditLines]) await app.database.db.delete(table)
})

const shift = (handle: string, from = '14:00', to = '16:00') =>
  onShift(app, handle, at(from).toISOString(), at(to).toISOString())

/** What came of many at once: how many went well, and how often each refusal was heard. */
async function outcomes(attempts: Promise<unknown>[]) {
  const counts: Record<string, number> = {}
  for (const result of await Promise.allSettled(attempts)) {
    const word = result.status === 'fulfilled' ? 'done' : String(result.reason.code ?? result.reason)
    counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}

async function overlaps() {
  const found = await rows<{ count: number }>(
    app.database.db,
    sql`select count(*) as count from bookings a join bookings b
        on a.counselor_id = b.counselor_id and a.id < b.id and a.canceled_at is null and b.canceled_at is null
        and a.starts_at < b.ends_at and b.starts_at < a.ends_at`,
  )
  return found[0]!.count
}

async function deadlocks() {
  const [found] = await rows<{ deadlocks: number }>(
    app.database.db,
    sql`select deadlocks from pg_stat_database where datname = current_database()`,
  )
  return found!.deadlocks
}

const open = () => app.database.db.$count(bookings, isNull(bookings.canceledAt))

describe('bookings that race', () => {
  it('give three free counselors to exactly three of forty', async () => {
    for (const handle of ['counselor-1', 'counselor-2', 'counselor-3']) await shift(handle)
    const attempts = Array.from({ length: 40 }, () => makeBooking(app.deps, caller, wanted))
    expect(await outcomes(attempts)).toEqual({ done: 3, slot_taken: 37 })
    expect(await open()).toBe(3)
    expect(await app.database.db.$count(tallies)).toBe(3)
    expect(await overlaps()).toBe(0)
    expect(await deadlocks()).toBe(0)
  })

  it('leave no time empty that somebody asked for', async () => {
    await shift('counselor-1')
    await shift('counselor-2')
    const starts = ['14:00', '14:30', '15:00', '15:30']
    const attempts = Array.from({ length: 48 }, (_, i) =>
      makeBooking(app.deps, caller, { ...wanted, startsAt: at(starts[i % 4]!) }),
    )
    expect(await outcomes(attempts)).toEqual({ done: 8, slot_taken: 40 })
    expect(await overlaps()).toBe(0)
    expect(await deadlocks()).toBe(0)
  })

  it('with one key make one booking, and all hear the same answer', async () => {
    await shift('counselor-1')
    await shift('counselor-2')
    const made = await Promise.all(
      Array.from({ length: 10 }, () => makeBooking(app.deps, caller, { ...wanted, requestKey: 'one-press' })),
    )
    expect(new Set(made.map(({ returnCode }) => returnCode)).size).toBe(1)
    expect(await open()).toBe(1)
    expect(await app.database.db.$count(tallies)).toBe(1)
  })

  it('with one key for the last free time too', async () => {
    await shift('counselor-1')
    const made = await Promise.all(
      Array.from({ length: 10 }, () => makeBooking(app.deps, caller, { ...wanted, requestKey: 'last' })),
    )
    expect(new Set(made.map(({ returnCode }) => returnCode)).size).toBe(1)
    expect(await open()).toBe(1)
  })

  it('and moves to one time give it to one, the others keep theirs', async () => {
    await shift('counselor-1')
    await shift('counselor-2', '14:00', '15:00')
    const made = await Promise.all(
      ['14:00', '14:30', '14:00', '14:30'].map(time =>
        makeBooking(app.deps, caller, { ...wanted, startsAt: at(time) }),
      ),
    )
    const moves = made.map(({ returnCode }) =>
      rescheduleBooking(app.deps, caller, { returnCode, startsAt: at('15:00') }),
    )
    expect(await outcomes(moves)).toEqual({ done: 1, slot_taken: 3 })
    expect(await open()).toBe(4)
    expect(await overlaps()).toBe(0)
    expect(await deadlocks()).toBe(0)
  })

  it('and a cancellation, twice at once with a move between, cancel once', async () => {
    await shift('counselor-1')
    for (let round = 0; round < 5; round++) {
      const { returnCode } = await makeBooking(app.deps, caller, wanted)
      const counts = await outcomes([
        cancelBooking(app.deps, caller, { returnCode }),
        rescheduleBooking(app.deps, caller, { returnCode, startsAt: at('15:30') }),
        cancelBooking(app.deps, caller, { returnCode }),
      ])
      expect((counts.done ?? 0) + (counts.already_canceled ?? 0)).toBe(3)
      expect(await open()).toBe(0)
    }
    const canceled = eq(tallies.measure, 'booking_canceled')
    expect(await app.database.db.$count(tallies, and(canceled))).toBe(5)
  })

  it('and the cancellation of a shift never leave a booking without one', async () => {
    for (let round = 0; round < 10; round++) {
      await app.database.db.delete(bookings)
      await app.database.db.delete(shifts)
      await shift('counselor-1')
      const [planned] = await app.database.db.select().from(shifts)
      const [booked, canceled] = await Promise.allSettled([
        makeBooking(app.deps, caller, wanted),
        cancelShift(app.deps, { kind: 'system' }, { shiftId: planned!.id }),
      ])
      expect([booked.status, canceled.status].sort()).toEqual(['fulfilled', 'rejected'])
    }
  })
})
