import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type BookingInput, makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { bookings, letters } from '../../../src/db/schema/bookings.ts'
import { auditLines, tallies } from '../../../src/db/schema/counts.ts'
import { shifts } from '../../../src/db/schema/duty.ts'
import { people } from '../../../src/db/schema/people.ts'
import { openTimes } from '../../../src/reads/open-times.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { onShift } from '../../support/on-shift.ts'

// A Monday; counselor-1 (zh, en) is of the health commission, counselor-2 (zh, yue) of the medical college.
const start = '2026-11-23T10:00:00+08:00'
const at = (time: string) => new Date(`2026-11-24T${time}:00+08:00`)
const caller = { kind: 'caller' } as const
const wanted: BookingInput = { startsAt: at('14:00'), mode: 'text', language: 'zh', locale: 'zh-Hans' }

let app: TestApp
beforeAll(async () => {
  app = await testApp(start)
})
afterAll(() => app.close())
beforeEach(async () => {
  const { db } = app.database
  app.clock.now = new Date(start)
  for (const table of [letters, bookings, shifts, tallies, auditLines]) await db.delete(table)
  await onShift(app, 'counselor-1', '2026-11-24T14:00:00+08:00', '2026-11-24T16:00:00+08:00')
})

const make = (input: Partial<BookingInput> = {}) => makeBooking(app.deps, caller, { ...wanted, ...input })
const whoHolds = async () =>
  app.database.db
    .select({ handle: people.handle, startsAt: bookings.startsAt })
    .from(bookings)
    .innerJoin(people, eq(people.id, bookings.counselorId))
    .orderBy(bookings.startsAt, people.handle)

describe('a booking', () => {
  it('takes the time and gives a return code, of which only a keyed hash is kept', async () => {
    const made = await make({ note: '睡不好', ageBand: 'adult' })
    expect(made).toMatchObject({ startsAt: at('14:00'), endsAt: at('14:30'), mode: 'text' })
    expect(made.returnCode).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
    const [row] = await app.database.db.select().from(bookings)
    expect(row).toMatchObject({ startsAt: at('14:00'), language: 'zh', ageBand: 'adult', canceledAt: null })
    expect(row!.returnCodeTag).toBe(await app.deps.keys.tag('return-code', made.returnCode))
    const place = { table: 'bookings', row: row!.id, column: 'note_sealed' }
    expect(await app.deps.keys.open(row!.noteSealed!, place)).toBe('睡不好')
    expect(await app.database.db.select().from(tallies)).toMatchObject([
      { measure: 'booking_made', amount: 1 },
    ])
    expect(await app.database.db.select().from(auditLines)).toMatchObject([
      { actorKind: 'caller', action: 'make booking', subject: row!.id },
    ])
  })

  it('is no open time any more', async () => {
    const day = { from: at('00:00'), to: at('23:59') }
    const before = await openTimes(app.deps, day)
    await make()
    const after = await openTimes(app.deps, day)
    expect(before.map(time => time.startsAt)).toEqual([at('14:00'), at('14:30'), at('15:00'), at('15:30')])
    expect(after.map(time => time.startsAt)).toEqual([at('14:30'), at('15:00'), at('15:30')])
  })

  it('goes to whoever has the fewest sessions that week', async () => {
    await onShift(app, 'counselor-2', '2026-11-24T14:00:00+08:00', '2026-11-24T16:00:00+08:00')
    await make({ startsAt: at('14:00'), language: 'en' })
    await make({ startsAt: at('14:30') })
    expect(await whoHolds()).toEqual([
      { handle: 'counselor-1', startsAt: at('14:00') },
      { handle: 'counselor-2', startsAt: at('14:30') },
    ])
  })

  it('may lie across two shifts of one person that adjoin', async () => {
    await onShift(app, 'counselor-3', '2026-11-25T08:00:00+08:00', '2026-11-25T08:45:00+08:00')
    await onShift(app, 'counselor-3', '2026-11-25T08:45:00+08:00', '2026-11-25T09:30:00+08:00')
    const startsAt = new Date('2026-11-25T08:30:00+08:00')
    expect(await make({ startsAt })).toMatchObject({ startsAt })
  })

  it('may leave the people of one partner out', async () => {
    await expect(make({ withoutPartner: 'health-commission' })).rejects.toMatchObject({
      code: 'slot_not_open',
    })
    expect(await make({ withoutPartner: 'police' })).toMatchObject({ mode: 'text' })
    await expect(make({ withoutPartner: 'nobody' })).rejects.toMatchObject({
      code: 'invalid_input',
      more: { faults: [{ field: 'withoutPartner', code: 'not_in_list' }] },
    })
  })
})

describe('a booking is refused', () => {
  it('when the time is taken, with the nearest open times in the zone of the service', async () => {
    await make({ startsAt: at('14:30') })
    await expect(make({ startsAt: at('14:30') })).rejects.toMatchObject({
      code: 'slot_taken',
      more: {
        openTimes: [
          { startsAt: '2026-11-24T14:00:00+08:00', endsAt: '2026-11-24T14:30:00+08:00' },
          { startsAt: '2026-11-24T15:00:00+08:00', endsAt: '2026-11-24T15:30:00+08:00' },
          { startsAt: '2026-11-24T15:30:00+08:00', endsAt: '2026-11-24T16:00:00+08:00' },
        ],
      },
    })
  })

  it('inside the notice, and in the past', async () => {
    app.clock.now = at('13:46')
    await expect(make()).rejects.toMatchObject({ code: 'slot_too_soon' })
    app.clock.now = at('20:00')
    await expect(make()).rejects.toMatchObject({ code: 'slot_too_soon' })
    app.clock.now = at('13:45')
    expect(await make()).toMatchObject({ startsAt: at('14:00') })
  })

  it.each([
    ['off the grid', { startsAt: at('14:15') }],
    ['where nobody is on shift', { startsAt: at('17:00') }],
    ['where the shift ends before the session', { startsAt: at('15:45') }],
    ['in a language that nobody there speaks', { language: 'yue' }],
    ['farther ahead than can be booked', { startsAt: new Date('2027-02-24T14:00:00+08:00') }],
  ])('%s', async (_, input) => {
    await expect(make(input)).rejects.toMatchObject({ code: 'slot_not_open' })
  })

  it('by phone without a number, and from a child with an address', async () => {
    await expect(make({ mode: 'phone' })).rejects.toMatchObject({ code: 'contact_needed' })
    await expect(make({ mode: 'phone', contact: { mail: 'a@b.cn' } })).rejects.toMatchObject({
      code: 'contact_needed',
    })
    await expect(make({ ageBand: 'under_14', contact: { phone: '13900000000' } })).rejects.toMatchObject({
      code: 'contact_of_a_child',
    })
    expect(await app.database.db.$count(bookings)).toBe(0)
  })

  it('when the shift was canceled or the person has left', async () => {
    const { db } = app.database
    await db.update(shifts).set({ canceledAt: app.deps.now() })
    await expect(make()).rejects.toMatchObject({ code: 'slot_not_open' })
    await db.update(shifts).set({ canceledAt: null })
    const retired = (retiredAt: Date | null) =>
      db.update(people).set({ retiredAt }).where(eq(people.handle, 'counselor-1'))
    await retired(app.deps.now())
    await expect(make()).rejects.toMatchObject({ code: 'slot_not_open' })
    await retired(null)
  })
})

describe('the same request', () => {
  it('asked again makes one booking and gets the same answer', async () => {
    const first = await make({ requestKey: 'press-1', note: 'a' })
    expect(await make({ requestKey: 'press-1', note: 'a' })).toEqual(first)
    expect(await app.database.db.$count(bookings)).toBe(1)
    expect(await app.database.db.$count(tallies)).toBe(1)
  })

  it('still gets its answer when the time has begun meanwhile', async () => {
    const first = await make({ requestKey: 'press-2' })
    app.clock.now = at('14:10')
    expect(await make({ requestKey: 'press-2' })).toEqual(first)
  })

  it('with another wish under the same key is refused', async () => {
    await make({ requestKey: 'press-3' })
    for (const other of [{ startsAt: at('15:00') }, { note: 'b' }, { contact: { phone: '13900000000' } }])
      await expect(make({ requestKey: 'press-3', ...other })).rejects.toMatchObject({
        code: 'request_reused',
      })
  })
})
