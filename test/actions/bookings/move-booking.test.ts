import { eq, isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cancelBooking } from '../../../src/actions/bookings/cancel-booking.ts'
import { type BookingInput, makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { rescheduleBooking } from '../../../src/actions/bookings/move-booking.ts'
import { saveDraft } from '../../../src/actions/outcomes/save-draft.ts'
import { bookings, letters } from '../../../src/db/schema/bookings.ts'
import { tallies } from '../../../src/db/schema/counts.ts'
import { shifts } from '../../../src/db/schema/duty.ts'
import { people } from '../../../src/db/schema/people.ts'
import { bookingByCode } from '../../../src/reads/booking-by-code.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { onShift } from '../../support/on-shift.ts'

const start = '2026-11-23T10:00:00+08:00'
const caller = { kind: 'caller' } as const
const at = (time: string, day = '24') => new Date(`2026-11-${day}T${time}:00+08:00`)
const wanted: BookingInput = {
  startsAt: at('14:00'),
  mode: 'phone',
  language: 'zh',
  locale: 'zh-Hans',
  contact: { phone: '13900001111', mail: 'li.na@example.net' },
  note: '睡不好',
}

let app: TestApp
let code: string
beforeAll(async () => {
  app = await testApp(start)
})
afterAll(() => app.close())
beforeEach(async () => {
  app.clock.now = new Date(start)
  for (const table of [letters, bookings, shifts, tallies]) await app.database.db.delete(table)
  await onShift(app, 'counselor-1', '2026-11-24T14:00:00+08:00', '2026-11-24T16:00:00+08:00')
  await onShift(app, 'counselor-1', '2026-11-27T14:00:00+08:00', '2026-11-27T16:00:00+08:00')
  code = (await makeBooking(app.deps, caller, wanted)).returnCode
})

const row = async () => (await app.database.db.select().from(bookings))[0]!
const move = (startsAt: Date, returnCode = code) =>
  rescheduleBooking(app.deps, caller, { returnCode, startsAt })
const cancel = (returnCode = code) => cancelBooking(app.deps, caller, { returnCode })
const lettersOf = async () =>
  (await app.database.db.select().from(letters).orderBy(letters.sequence, letters.dueAt)).map(letter => ({
    kind: letter.kind,
    sequence: letter.sequence,
    startsAt: letter.startsAt,
    dueAt: letter.dueAt,
    withdrawn: letter.withdrawnAt !== null,
  }))

describe('moving a booking', () => {
  it('shows nobody the draft that another counselor began', async () => {
    await onShift(app, 'counselor-5', '2026-11-26T14:00:00+08:00', '2026-11-26T16:00:00+08:00')
    const { id: bookingId } = await row()
    const holder = await app.person('counselor-1', 'counselor')
    await saveDraft(app.deps, holder, { bookingId, draft: { ending: 'no_show' } })
    await move(at('14:00', '26'))
    expect(await row()).toMatchObject({ id: bookingId, draftSealed: null })
    expect((await row()).counselorId).not.toBe(holder.personId)
  })

  it('keeps its return code, resealing what was left until the new time needs it no more', async () => {
    const before = await row()
    await move(at('15:00', '27'))
    const after = await row()
    expect(after).toMatchObject({
      id: before.id,
      startsAt: at('15:00', '27'),
      sequence: 1,
      forgetOn: '2026-11-30',
    })
    expect(before.forgetOn).toBe('2026-11-27')
    expect(after.contactSealed).toMatch(/^1\.2026-11-30\./)
    const open = (column: string, sealed: string) =>
      app.deps.keys.open(sealed, { table: 'bookings', row: after.id, column })
    expect(await open('note_sealed', after.noteSealed!)).toBe('睡不好')
    expect(JSON.parse((await open('contact_sealed', after.contactSealed!))!)).toEqual(wanted.contact)
    expect(await bookingByCode(app.deps, code)).toMatchObject({
      startsAt: at('15:00', '27'),
      state: 'coming',
    })
  })

  it('withdraws the letters that have not gone and promises new ones', async () => {
    await move(at('15:00', '27'))
    expect(await lettersOf()).toEqual([
      { kind: 'confirmation', sequence: 0, startsAt: at('14:00'), dueAt: at('10:00', '23'), withdrawn: true },
      { kind: 'reminder', sequence: 0, startsAt: at('14:00'), dueAt: at('14:00', '23'), withdrawn: true },
      { kind: 'moved', sequence: 1, startsAt: at('15:00', '27'), dueAt: at('10:00', '23'), withdrawn: false },
      {
        kind: 'reminder',
        sequence: 1,
        startsAt: at('15:00', '27'),
        dueAt: at('15:00', '26'),
        withdrawn: false,
      },
    ])
  })

  it('stays with the same counselor where possible, and frees the old time at once', async () => {
    await onShift(app, 'counselor-2', '2026-11-24T14:00:00+08:00', '2026-11-24T16:00:00+08:00')
    const before = await row()
    await move(at('14:30'))
    expect((await row()).counselorId).toBe(before.counselorId)
    expect(await makeBooking(app.deps, caller, { ...wanted, language: 'en' })).toMatchObject({
      startsAt: at('14:00'),
    })
  })

  it('goes to somebody else when the own counselor is taken', async () => {
    await onShift(app, 'counselor-2', '2026-11-24T15:00:00+08:00', '2026-11-24T16:00:00+08:00')
    await makeBooking(app.deps, caller, {
      ...wanted,
      startsAt: at('15:00'),
      withoutPartner: 'medical-college',
    })
    await move(at('15:00'))
    const [holder] = await app.database.db
      .select({ handle: people.handle })
      .from(bookings)
      .innerJoin(people, eq(people.id, bookings.counselorId))
      .where(eq(bookings.sequence, 1))
    expect(holder).toEqual({ handle: 'counselor-2' })
  })

  it('to where it already is changes nothing', async () => {
    await move(at('14:00'))
    expect(await row()).toMatchObject({ sequence: 0 })
    expect(await lettersOf()).toHaveLength(2)
  })

  it('to a time that is taken, not open or too soon is refused, and the old time stays', async () => {
    await makeBooking(app.deps, caller, { ...wanted, startsAt: at('15:00') })
    await expect(move(at('15:00'))).rejects.toMatchObject({
      code: 'slot_taken',
      more: {
        openTimes: expect.arrayContaining([
          expect.objectContaining({ startsAt: '2026-11-24T14:30:00+08:00' }),
        ]),
      },
    })
    await expect(move(at('18:00'))).rejects.toMatchObject({ code: 'slot_not_open' })
    app.clock.now = at('13:50')
    await expect(move(at('14:00', '23'))).rejects.toMatchObject({ code: 'slot_too_soon' })
    expect(await bookingByCode(app.deps, code)).toMatchObject({ startsAt: at('14:00'), state: 'coming' })
  })

  it('is refused without the code, once it has begun, and once it is canceled', async () => {
    await expect(move(at('15:00'), 'ABCD-EFGH-JKMN-PQRS')).rejects.toMatchObject({
      code: 'return_code_unknown',
    })
    app.clock.now = at('14:00')
    await expect(move(at('15:00'))).rejects.toMatchObject({ code: 'booking_over' })
    app.clock.now = new Date(start)
    await cancel()
    await expect(move(at('15:00'))).rejects.toMatchObject({ code: 'already_canceled' })
  })
})

describe('canceling a booking', () => {
  it('forgets the draft with contact and note, and the same request again is no booking', async () => {
    const requestKey = 'pressed-again'
    const again = { ...wanted, startsAt: at('15:00'), requestKey }
    const { returnCode } = await makeBooking(app.deps, caller, again)
    const holder = await app.person('counselor-1', 'counselor')
    for (const { id: bookingId } of await app.database.db.select().from(bookings))
      await saveDraft(app.deps, holder, { bookingId, draft: { ending: 'no_show' } })
    await cancel(returnCode)
    const [canceled] = await app.database.db.select().from(bookings).where(isNotNull(bookings.canceledAt))
    expect(canceled).toMatchObject({ contactSealed: null, noteSealed: null, draftSealed: null })
    await expect(makeBooking(app.deps, caller, again)).rejects.toMatchObject({ code: 'already_canceled' })
  })

  it('frees the time at once and forgets contact and note', async () => {
    await cancel()
    expect(await row()).toMatchObject({
      canceledBy: 'caller',
      contactSealed: null,
      noteSealed: null,
      sequence: 1,
    })
    expect(await bookingByCode(app.deps, code)).toEqual({
      startsAt: at('14:00'),
      endsAt: at('14:30'),
      ageBand: 'unknown',
      mode: 'phone',
      language: 'zh',
      state: 'canceled',
      deletedAt: new Date(start),
      forgottenBy: new Date('2026-12-02T00:00:00+08:00'),
    })
    expect(await makeBooking(app.deps, caller, wanted)).toMatchObject({ startsAt: at('14:00') })
    const counted = await app.database.db.select().from(tallies)
    expect(counted.map(({ measure }) => measure).sort()).toEqual([
      'booking_canceled',
      'booking_made',
      'booking_made',
    ])
  })

  it('sends no reminder any more, only the letter that says so', async () => {
    await cancel()
    expect((await lettersOf()).filter(({ withdrawn }) => !withdrawn)).toEqual([
      {
        kind: 'cancellation',
        sequence: 1,
        startsAt: at('14:00'),
        dueAt: at('10:00', '23'),
        withdrawn: false,
      },
    ])
  })

  it('is refused twice, without the code, and once it has begun', async () => {
    await expect(cancel('ABCD-EFGH-JKMN-PQRS')).rejects.toMatchObject({ code: 'return_code_unknown' })
    app.clock.now = at('14:00')
    await expect(cancel()).rejects.toMatchObject({ code: 'booking_over' })
    app.clock.now = new Date(start)
    await cancel()
    await expect(cancel()).rejects.toMatchObject({ code: 'already_canceled' })
  })
})

describe('looking at a booking', () => {
  it('says under way and over as time passes, and until when the contact is kept', async () => {
    expect(await bookingByCode(app.deps, code)).toMatchObject({
      keptUntil: new Date('2026-11-28T00:00:00+08:00'),
    })
    app.clock.now = at('14:10')
    expect(await bookingByCode(app.deps, code)).toMatchObject({ state: 'under_way' })
    app.clock.now = new Date('2026-11-28T00:00:00+08:00')
    const seen = await bookingByCode(app.deps, code)
    expect(seen).toMatchObject({ state: 'over' })
    expect(seen).not.toHaveProperty('keptUntil')
  })
})
