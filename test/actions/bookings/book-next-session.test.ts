import { eq, sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { bookNextSession } from '../../../src/actions/bookings/book-next-session.ts'
import { makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { typeInCall } from '../../../src/actions/calls/type-in-call.ts'
import { closeCall } from '../../../src/actions/outcomes/close-call.ts'
import { acting, rows } from '../../../src/db/connect.ts'
import { bookings } from '../../../src/db/schema/bookings.ts'
import { auditLines } from '../../../src/db/schema/counts.ts'
import { partners } from '../../../src/db/schema/people.ts'
import { bookingByCode } from '../../../src/reads/booking-by-code.ts'
import { contactInHand } from '../../../src/reads/contact-in-hand.ts'
import { openTimes } from '../../../src/reads/open-times.ts'
import { type TestLine, talked, testLine } from '../../support/line.ts'
import { onShift } from '../../support/on-shift.ts'

let line: TestLine
afterEach(() => line.close())

const startsAt = new Date('2026-11-24T10:00:00+08:00')
const wanted = {
  startsAt,
  mode: 'phone',
  language: 'zh',
  locale: 'zh-Hans',
  contact: { phone: '13900001111' },
} as const

/** Counselor 1 is in a call; tomorrow everybody named is on shift. */
async function inCall(input: { withoutPartner?: string } = {}, onShiftTomorrow = [1, 2, 3]) {
  line = await testLine()
  for (const number of onShiftTomorrow)
    await onShift(line, `counselor-${number}`, '2026-11-24T09:00:00+08:00', '2026-11-24T12:00:00+08:00')
  const [me] = await line.onDuty(1)
  const operator = await line.person('operator-1', 'operator')
  await typeInCall(line.deps, operator, { language: 'zh', ageBand: 'adult', ...input })
  const offer = (await line.queue(me!)).offer
  await acceptOffer(line.deps, me!, { offerId: offer!.id })
  return { me: me!, of: { callId: offer!.callId } }
}

const booked = async () =>
  line.database.db
    .select({
      id: bookings.id,
      by: bookings.counselorId,
      leftOut: partners.code,
      contact: bookings.contactSealed,
    })
    .from(bookings)
    .leftJoin(partners, eq(partners.id, bookings.withoutPartner))

test('given a caller on the line, when their counselor books a next session with themselves, then it is theirs and its number is sealed', async () => {
  const { me, of } = await inCall()
  const made = await bookNextSession(line.deps, me, { ...wanted, of, withMe: true, requestKey: 'one' })
  expect(await bookNextSession(line.deps, me, { ...wanted, of, withMe: true, requestKey: 'one' })).toEqual(
    made,
  )
  const [only, ...others] = await booked()
  expect(others).toEqual([])
  expect(only).toMatchObject({ by: me.personId, leftOut: null })
  expect(only?.contact).not.toContain('13900001111')
  expect(await bookingByCode(line.deps, made.returnCode)).toMatchObject({ state: 'coming', startsAt })
  const lines = await line.database.db.select().from(auditLines).where(eq(auditLines.action, 'make booking'))
  expect(lines).toMatchObject([{ actorKind: 'counselor', actorId: me.personId, subject: only?.id }])
})

test('given that they have no time, when they insist on themselves, then it is refused, and whoever is free takes it unseen by them', async () => {
  const { me, of } = await inCall({}, [2, 3])
  await expect(bookNextSession(line.deps, me, { ...wanted, of, withMe: true })).rejects.toMatchObject({
    code: 'slot_not_open',
  })
  await bookNextSession(line.deps, me, { ...wanted, of, withMe: false })
  const [only] = await booked()
  expect(only?.by).not.toBe(me.personId)
  const seen = sql`select id from bookings where id = ${only?.id}`
  expect(await rows(acting(line.deps.db, 'counselor', me.personId), seen)).toEqual([])
  expect(await rows(acting(line.deps.db, 'counselor', only?.by), seen)).toHaveLength(1)
})

test('given that the caller left a partner out, then its people are left out of the next session too', async () => {
  const { me, of } = await inCall({ withoutPartner: 'youth-league' })
  const held = await contactInHand(line.deps, me, of)
  expect(held).toEqual({ language: 'zh', ageBand: 'adult', mode: 'phone', withoutPartner: 'youth-league' })
  await bookNextSession(line.deps, me, { ...wanted, of, withMe: false })
  expect(await booked()).toMatchObject([{ leftOut: 'youth-league' }])
})

test('a contact that is somebody else’s, closed, or yet to begin books nothing', async () => {
  const { me, of } = await inCall()
  const other = await line.counselor(2)
  const refused = { code: 'not_found' }
  await expect(bookNextSession(line.deps, other, { ...wanted, of, withMe: false })).rejects.toMatchObject(
    refused,
  )
  await closeCall(line.deps, me, { ...of, outcome: { ...talked, problems: ['mood'] } })
  await expect(bookNextSession(line.deps, me, { ...wanted, of, withMe: false })).rejects.toMatchObject(
    refused,
  )
  await makeBooking(line.deps, { kind: 'caller' }, wanted)
  const [session] = await booked()
  const ahead = { bookingId: session?.id as string }
  const holder = [me, other, await line.counselor(3)].find(({ personId }) => personId === session?.by)!
  const next = { ...wanted, startsAt: new Date('2026-11-24T11:00:00+08:00'), of: ahead, withMe: true }
  await expect(bookNextSession(line.deps, holder, next)).rejects.toMatchObject(refused)
  line.clock.now = new Date('2026-11-24T10:05:00+08:00')
  await bookNextSession(line.deps, holder, next)
  expect((await booked()).map(({ by }) => by)).toEqual([holder.personId, holder.personId])
})

test('the times of one counselor are their own alone', async () => {
  const { me } = await inCall({}, [2])
  await onShift(line, 'counselor-1', '2026-11-24T10:00:00+08:00', '2026-11-24T11:00:00+08:00')
  const asked = { from: new Date('2026-11-24T00:00:00+08:00'), to: new Date('2026-11-25T00:00:00+08:00') }
  const mine = await openTimes(line.deps, {
    ...asked,
    mode: 'phone',
    counselorId: me.personId,
    byPhone: true,
  })
  const all = await openTimes(line.deps, { ...asked, mode: 'phone', byPhone: true })
  expect(mine.length).toBeGreaterThan(0)
  expect(mine.length).toBeLessThan(all.length)
  expect(mine.every(({ startsAt }) => startsAt >= new Date('2026-11-24T10:00:00+08:00'))).toBe(true)
})
