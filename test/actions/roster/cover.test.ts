import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sendLetters } from '../../../src/actions/letters/send-letters.ts'
import { askForCovers } from '../../../src/actions/roster/ask-around.ts'
import { askCover } from '../../../src/actions/roster/ask-cover.ts'
import { openSeats } from '../../../src/actions/roster/open-seats.ts'
import { takeShift } from '../../../src/actions/roster/take-shift.ts'
import { withdrawOpenShift } from '../../../src/actions/roster/withdraw-open-shift.ts'
import { planShift } from '../../../src/actions/shifts/plan-shift.ts'
import { bookings } from '../../../src/db/schema/bookings.ts'
import { people } from '../../../src/db/schema/people.ts'
import { coverAsks, openShifts } from '../../../src/db/schema/roster.ts'
import type { CoordinatorActor, CounselorActor } from '../../../src/domain/actor.ts'
import { shiftsBetween } from '../../../src/reads/shifts-between.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { booked } from '../../support/booked.ts'

const system = { kind: 'system' } as const
let app: TestApp
let coordinator: CoordinatorActor
let owner: CounselorActor
let others: CounselorActor[]
beforeEach(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  coordinator = await app.person('coordinator-1', 'coordinator')
  owner = await app.person('counselor-1', 'counselor')
  others = await Promise.all(
    Array.from({ length: 19 }, (_, index) => app.person(`counselor-${index + 2}`, 'counselor')),
  )
})
afterEach(() => app.close())

const at = (text: string) => new Date(`2026-11-${text}:00+08:00`)
const plan = (handle = 'counselor-1', from = '26T18:00', to = '26T22:00') =>
  planShift(app.deps, system, { handle, startsAt: at(from), endsAt: at(to) })
const opens = () => app.database.db.select().from(openShifts).orderBy(openShifts.offeredAt)
const asked = async () => (await app.database.db.select().from(coverAsks)).map(ask => ask.counselorId)
const everybody = async () => {
  app.clock.now = at('25T23:00')
  await askForCovers(app.deps, system)
}
const whose = async () =>
  (await shiftsBetween(app.deps, at('23T00:00'), at('30T00:00'))).map(({ handle }) => handle)
const holder = async (id: string) =>
  (await app.database.db.select().from(bookings).where(eq(bookings.id, id)))[0]?.counselorId

async function wanted() {
  const shift = await plan()
  await askCover(app.deps, owner, { shiftId: shift.id })
  const [open] = await opens()
  return { shift, openShiftId: open?.id ?? '' }
}

describe('asking for cover', () => {
  test('asks three at once, three more an hour later, those first who were asked longest ago', async () => {
    const { shift } = await wanted()
    await askCover(app.deps, owner, { shiftId: shift.id })
    const first = await asked()
    expect(first).toHaveLength(3)
    expect(await askForCovers(app.deps, system)).toBe(0)
    app.clock.wind(3600)
    expect(await askForCovers(app.deps, system)).toBe(3)
    const second = await plan('counselor-1', '27T08:00', '27T12:00')
    await askCover(app.deps, owner, { shiftId: second.id })
    const lately = (await opens())[1]?.id ?? ''
    const now = await app.database.db.select().from(coverAsks).where(eq(coverAsks.openShiftId, lately))
    expect(now).toHaveLength(3)
    for (const { counselorId } of now) expect(first).not.toContain(counselorId)
  })

  test('asks everybody who is free on the last day, and nobody who is on shift then', async () => {
    await plan('counselor-2', '26T21:00', '26T23:00')
    await wanted()
    await everybody()
    const all = await asked()
    expect(all).toHaveLength(18)
    expect(all).not.toContain(owner.personId)
    expect(all).not.toContain(others[0]?.personId)
  })

  test('by many machines at once asks each person once', async () => {
    await wanted()
    app.clock.now = at('25T23:00')
    await Promise.all(Array.from({ length: 6 }, () => askForCovers(app.deps, system)))
    expect(await asked()).toHaveLength(19)
  })

  test('writes to those who have an address, and tells the one who asked when it is found', async () => {
    const { db } = app.database
    await db.update(people).set({ mail: 'zhou@example.org' }).where(eq(people.handle, 'counselor-2'))
    await db.update(people).set({ mail: 'lin@example.org' }).where(eq(people.handle, 'counselor-1'))
    const { openShiftId } = await wanted()
    await everybody()
    await takeShift(app.deps, others[0] as CounselorActor, { openShiftId })
    await sendLetters(app.deps, system)
    expect(
      app.mail
        .kept()
        .map(({ to, subject }) => `${to} ${subject}`)
        .sort(),
    ).toEqual(['lin@example.org 心线：您的班有人代了', 'zhou@example.org 心线：您能代一个班吗？'])
    for (const { text } of app.mail.kept()) expect(text).not.toMatch(/林静|周安/)
  })

  test('is for one’s own shift that has not begun', async () => {
    const { id } = await plan()
    await expect(askCover(app.deps, others[0] as CounselorActor, { shiftId: id })).rejects.toMatchObject({
      code: 'not_found',
    })
    app.clock.now = at('26T18:00')
    await expect(askCover(app.deps, owner, { shiftId: id })).rejects.toMatchObject({ code: 'shift_gone' })
  })
})

describe('covering a shift', () => {
  test('by nineteen at once is won by one, without deadlock; the others are told it is gone', async () => {
    const { openShiftId } = await wanted()
    await everybody()
    const fates = await Promise.allSettled(others.map(other => takeShift(app.deps, other, { openShiftId })))
    expect(fates.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const fate of fates)
      if (fate.status === 'rejected') expect(fate.reason).toMatchObject({ code: 'shift_gone' })
    const [open] = await opens()
    expect(await whose()).toEqual([
      `counselor-${others.findIndex(({ personId }) => personId === open?.takenBy) + 2}`,
    ])
  })

  test('takes the bookings in it along, and leaves those that another shift of the owner covers', async () => {
    const { openShiftId } = await wanted()
    await plan('counselor-1', '26T22:00', '26T23:00')
    const moving = await booked(app, 'counselor-1', at('26T18:00'))
    const straddling = await booked(app, 'counselor-1', at('26T22:00'))
    await everybody()
    await takeShift(app.deps, others[0] as CounselorActor, { openShiftId })
    expect(await holder(moving)).toBe(others[0]?.personId)
    expect(await holder(straddling)).toBe(owner.personId)
    await takeShift(app.deps, others[0] as CounselorActor, { openShiftId })
  })

  test.each([
    ['is in a language that the other does not speak', { language: 'yue' }, '26T19:00'],
    ['reaches beyond what the other is there for', {}, '26T21:45'],
  ])('is refused where a booking %s, and stays open', async (_, changes, starts) => {
    const { openShiftId } = await wanted()
    if (starts === '26T21:45') await plan('counselor-1', '26T22:00', '26T23:00')
    await everybody()
    // Booked after they were asked.
    const id = await booked(app, 'counselor-1', at(starts), changes)
    const [, other] = others
    await expect(takeShift(app.deps, other as CounselorActor, { openShiftId })).rejects.toMatchObject({
      code: 'cover_not_possible',
    })
    expect(await holder(id)).toBe(owner.personId)
    expect((await opens())[0]).toMatchObject({ takenAt: null, takenBy: null })
    expect((await whose())[0]).toBe('counselor-1')
  })

  test('is asked of nobody who could not hold a booking in it, or in whom something lapses before its end', async () => {
    await app.database.db
      .update(people)
      .set({ insuredUntil: '2026-11-25' })
      .where(eq(people.handle, 'counselor-5'))
    await app.database.db
      .update(people)
      .set({ qualifications: ['high_risk'] })
      .where(eq(people.handle, 'counselor-8'))
    await plan('counselor-11', '26T13:00', '26T15:00')
    await plan('counselor-14', '26T12:00', '26T14:00')
    const shift = await plan()
    await booked(app, 'counselor-1', at('26T19:00'), { language: 'yue', ageBand: 'age_14_17' })
    await askCover(app.deps, owner, { shiftId: shift.id })
    await everybody()
    // Cantonese is spoken by 2, 5, 8, 11, 14, 17 and 20: 11 would have three hours of rest, 14 has four.
    const handles = (await asked()).map(id => others.findIndex(({ personId }) => personId === id) + 2)
    expect(handles.sort((a, b) => a - b)).toEqual([2, 14, 17, 20])
  })

  test('and taking a seat are refused where something has lapsed, or too little rest would be left', async () => {
    const { openShiftId } = await wanted()
    await everybody()
    const [second, third] = others as [CounselorActor, CounselorActor]
    await app.database.db
      .update(people)
      .set({ qualifiedUntil: '2026-11-25' })
      .where(eq(people.handle, 'counselor-2'))
    await plan('counselor-3', '26T12:00', '26T15:00')
    await openSeats(app.deps, coordinator, {
      startsAt: at('26T18:00'),
      endsAt: at('26T22:00'),
      seats: 1,
      requestKey: 'seat',
    })
    const seat = (await opens()).find(({ shiftId }) => !shiftId)?.id ?? ''
    for (const other of [second, third])
      for (const wish of [openShiftId, seat])
        await expect(takeShift(app.deps, other, { openShiftId: wish })).rejects.toMatchObject({
          code: 'cover_not_possible',
        })
    expect((await opens()).every(({ takenAt }) => takenAt === null)).toBe(true)
  })

  test('is refused where the caller left the partner out, or the other is booked at that time', async () => {
    const { openShiftId } = await wanted()
    await everybody()
    const [second, third] = others as [CounselorActor, CounselorActor]
    const id = await booked(app, 'counselor-1', at('26T19:00'), { withoutPartner: second.partnerId })
    await booked(app, 'counselor-3', at('26T19:15'))
    for (const other of [second, third])
      await expect(takeShift(app.deps, other, { openShiftId })).rejects.toMatchObject({
        code: 'cover_not_possible',
      })
    expect(await holder(id)).toBe(owner.personId)
  })

  test('is for those who were asked; withdrawn, canceled or begun it is gone', async () => {
    const { openShiftId } = await wanted()
    const known = await asked()
    const stranger = others.find(({ personId }) => !known.includes(personId)) as CounselorActor
    const friend = others.find(({ personId }) => known.includes(personId)) as CounselorActor
    await expect(takeShift(app.deps, stranger, { openShiftId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(withdrawOpenShift(app.deps, stranger, { openShiftId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await withdrawOpenShift(app.deps, owner, { openShiftId })
    await expect(takeShift(app.deps, friend, { openShiftId })).rejects.toMatchObject({ code: 'shift_gone' })
    expect(await whose()).toEqual(['counselor-1'])
  })
})

describe('open seats', () => {
  const seats = (changes = {}) =>
    openSeats(app.deps, coordinator, {
      startsAt: at('26T18:00'),
      endsAt: at('26T22:00'),
      seats: 2,
      requestKey: 'k',
      ...changes,
    })

  test('are taken by as many as there are, each by one, however many press at once', async () => {
    await seats()
    await seats()
    const ids = (await opens()).map(({ id }) => id)
    expect(ids).toHaveLength(2)
    const fates = await Promise.allSettled(
      others.flatMap((other, index) => [takeShift(app.deps, other, { openShiftId: ids[index % 2] ?? '' })]),
    )
    expect(fates.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await whose()).toHaveLength(2)
    await expect(
      withdrawOpenShift(app.deps, coordinator, { openShiftId: ids[0] ?? '' }),
    ).rejects.toMatchObject({
      code: 'shift_gone',
    })
  })

  test('want the language they name, and time that one has', async () => {
    await seats({ language: 'yue' })
    const [open] = await opens()
    const openShiftId = open?.id ?? ''
    await expect(takeShift(app.deps, owner, { openShiftId })).rejects.toMatchObject({
      code: 'cover_not_possible',
    })
    await plan('counselor-2', '26T20:00', '26T21:00')
    await expect(takeShift(app.deps, others[0] as CounselorActor, { openShiftId })).rejects.toMatchObject({
      code: 'shift_overlaps',
    })
    expect((await opens()).every(({ takenAt }) => takenAt === null)).toBe(true)
    await takeShift(app.deps, others[3] as CounselorActor, { openShiftId })
    expect(await whose()).toEqual(['counselor-5', 'counselor-2'])
  })

  test.each([
    [{ endsAt: at('26T18:00') }, 'endsAt'],
    [{ startsAt: at('23T09:00') }, 'startsAt'],
    [{ seats: 0 }, 'seats'],
    [{ seats: 21 }, 'seats'],
    [{ seats: Number.NaN }, 'seats'],
    [{ language: 'fr' }, 'language'],
  ])('with %j are refused at their field', async (changes, field) => {
    await expect(seats(changes)).rejects.toMatchObject({ more: { faults: [{ field }] } })
  })
})
