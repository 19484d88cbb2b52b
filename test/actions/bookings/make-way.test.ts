import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { makeWay } from '../../../src/actions/bookings/make-way.ts'
import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { hangUp } from '../../../src/actions/calls/hang-up.ts'
import { sendLetters } from '../../../src/actions/letters/send-letters.ts'
import { closeCall } from '../../../src/actions/outcomes/close-call.ts'
import { openContact } from '../../../src/actions/outcomes/open-contact.ts'
import { bookings, letters } from '../../../src/db/schema/bookings.ts'
import { people } from '../../../src/db/schema/people.ts'
import type { CounselorActor } from '../../../src/domain/actor.ts'
import { main, type TestLine, talked, testLine } from '../../support/line.ts'
import { onShift } from '../../support/on-shift.ts'

const system = { kind: 'system' } as const
const caller = { kind: 'caller' } as const
const eleven = new Date('2026-11-23T11:00:00+08:00')

let line: TestLine
beforeEach(async () => {
  line = await testLine({ PRESENCE_SECONDS: '86400' })
})
afterEach(() => line.close())

const row = async () => (await line.database.db.select().from(bookings))[0]!
const time = (at: Date) => {
  line.clock.now = at
}
const before = (minutes: number) => new Date(eleven.getTime() - minutes * 60_000)

/** counselor-1 has a session at eleven, and is in a call that began forty minutes before. */
async function callRunsIn(changes: { withoutPartner?: string; mail?: string } = {}) {
  await onShift(line, 'counselor-1', '2026-11-23T09:00:00+08:00', '2026-11-23T18:00:00+08:00')
  const { returnCode } = await makeBooking(line.deps, caller, {
    startsAt: eleven,
    mode: 'text',
    language: 'zh',
    locale: 'en',
    note: 'It is about my mother.',
    contact: { mail: changes.mail ?? 'someone@example.org' },
    withoutPartner: changes.withoutPartner,
  })
  await sendLetters(line.deps, system)
  time(before(40))
  const [first] = (await line.onDuty(1)) as [CounselorActor]
  await line.ring('long')
  await acceptOffer(line.deps, first, { offerId: (await line.queue(first)).offer!.id })
  return { first, returnCode }
}

const alsoThere = async (handle: string) => {
  await onShift(line, handle, '2026-11-23T09:00:00+08:00', '2026-11-23T18:00:00+08:00')
  const [person] = (await line.onDuty(Number(handle.split('-')[1]))) as [CounselorActor]
  return person
}

describe('a call that runs into a booked session', () => {
  it('goes on; the session goes to somebody free who suits, with contact and note, and no letter', async () => {
    const { first } = await callRunsIn()
    const second = await alsoThere('counselor-2')
    time(before(6))
    expect(await makeWay(line.deps, system)).toEqual({ moved: 0, told: 0 })
    time(before(4))
    expect(await makeWay(line.deps, system)).toEqual({ moved: 1, told: 0 })
    expect(await row()).toMatchObject({ counselorId: second.personId, startsAt: eleven, delayedAt: null })
    expect((await line.queue(first)).current).toMatchObject({ state: 'talking' })
    expect((await line.queue(second)).sessions).toHaveLength(1)
    expect(await openContact(line.deps, second, { bookingId: (await row()).id })).toEqual({
      mail: 'someone@example.org',
      note: 'It is about my mother.',
    })
    await sendLetters(line.deps, system)
    expect(line.mail.kept()).toHaveLength(1)
  })

  it('is told to the caller when nobody suits: once, by a neutral letter and on the page, with other times', async () => {
    const { returnCode } = await callRunsIn()
    time(before(4))
    expect(await makeWay(line.deps, system)).toEqual({ moved: 0, told: 1 })
    expect(await makeWay(line.deps, system)).toEqual({ moved: 0, told: 0 })
    await sendLetters(line.deps, system)
    const [letter, first, ...more] = line.mail.kept()
    expect(first).toMatchObject({ subject: 'Your time is booked' })
    expect(more).toEqual([])
    expect(letter).toMatchObject({ subject: 'Your time may begin a little late' })
    expect(`${letter!.subject} ${letter!.text}`).not.toMatch(
      /counsel|call|hotline|session|psych|[0-9A-Z]{4}-/i,
    )
    const page = await (
      await line.ask('/en/booking', { method: 'POST', body: new URLSearchParams({ code: returnCode }) })
    ).text()
    expect(page).toContain('It may begin a little late')
    expect(page).toContain('11:30')
    const seen = await (await line.ask('/api/v1/bookings/lookup', { json: { returnCode } })).json()
    expect(seen).toMatchObject({ mayBeginLate: true, state: 'coming' })
  })

  it('still finds somebody who comes free after the caller was told, and then it begins in time', async () => {
    await callRunsIn()
    time(before(4))
    await makeWay(line.deps, system)
    const second = await alsoThere('counselor-2')
    expect(await makeWay(line.deps, system)).toEqual({ moved: 1, told: 0 })
    expect(await row()).toMatchObject({ counselorId: second.personId, delayedAt: null })
  })

  it('passes over whoever has a call, is away from the page, off shift, booked then, or of the partner left out', async () => {
    const [leftOut] = await line.database.db.select().from(people).where(eq(people.handle, 'counselor-2'))
    await callRunsIn()
    await line.database.db.update(bookings).set({ withoutPartner: leftOut!.partnerId })
    await alsoThere('counselor-2')
    const third = await alsoThere('counselor-3')
    await line.ring('another')
    const offer = [(await line.queue(third)).offer, (await line.queue(await line.counselor(2))).offer]
    expect(offer.filter(Boolean)).toHaveLength(1)
    if (!offer[0]) await line.ring('one more')
    await line.onDuty(4)
    time(before(4))
    expect(await makeWay(line.deps, system)).toEqual({ moved: 0, told: 1 })
  })

  it('leaves a session alone whose counselor has finished in time', async () => {
    await callRunsIn()
    await hangUp(line.deps, main, { reference: 'long', language: 'zh' })
    const first = await line.counselor(1)
    const { callId } = (await line.queue(first)).current!
    await closeCall(line.deps, first, { callId, outcome: { ...talked, problems: ['mood'] } })
    time(before(4))
    expect(await makeWay(line.deps, system)).toEqual({ moved: 0, told: 0 })
  })

  it('is settled once, on however many machines at once', async () => {
    await callRunsIn()
    const others = [await alsoThere('counselor-2'), await alsoThere('counselor-3')]
    time(before(4))
    const made = await Promise.all(Array.from({ length: 6 }, () => makeWay({ ...line.deps }, system)))
    expect(made.reduce((sum, { moved }) => sum + moved, 0)).toBe(1)
    expect(others.map(({ personId }) => personId)).toContain((await row()).counselorId)
    expect(await line.database.db.select().from(bookings)).toHaveLength(1)
  })

  it('is told once, on however many machines at once', async () => {
    await callRunsIn()
    time(before(4))
    const made = await Promise.all(Array.from({ length: 6 }, () => makeWay({ ...line.deps }, system)))
    expect(made.reduce((sum, { told }) => sum + told, 0)).toBe(1)
    expect(await line.database.db.select().from(letters).where(eq(letters.kind, 'delayed'))).toHaveLength(1)
  })
})
