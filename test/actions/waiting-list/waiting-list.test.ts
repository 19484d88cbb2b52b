import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cancelBooking } from '../../../src/actions/bookings/cancel-booking.ts'
import { makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { sendLetters } from '../../../src/actions/letters/send-letters.ts'
import { joinWaitingList } from '../../../src/actions/waiting-list/join-waiting-list.ts'
import { offerOpenTimes } from '../../../src/actions/waiting-list/offer-open-times.ts'
import { letters } from '../../../src/db/schema/bookings.ts'
import { waitingEntries, waitingTimes } from '../../../src/db/schema/waiting.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { onShift } from '../../support/on-shift.ts'

const system = { kind: 'system' } as const
const caller = { kind: 'caller' } as const
const wish = { mode: 'text', language: 'zh', from: '2026-11-24', to: '2026-11-26', locale: 'en' } as const

let app: TestApp
beforeEach(async () => {
  app = await testApp()
})
afterEach(() => app.close())

const join = (name: string, changes: Partial<Parameters<typeof joinWaitingList>[2]> = {}) =>
  joinWaitingList(app.deps, caller, { ...wish, mail: `${name}@example.org`, ...changes })
const book = (startsAt: string) =>
  makeBooking(app.deps, caller, { startsAt: new Date(startsAt), mode: 'text', language: 'zh', locale: 'en' })
const offer = () => offerOpenTimes({ ...app.deps }, system)
async function told() {
  await sendLetters(app.deps, system)
  return app.mail.kept().map(({ to }) => to.split('@')[0])
}

describe('somebody who waits for a time', () => {
  it('is told of one that was canceled, the first in line alone; half an hour later the next', async () => {
    await onShift(app, 'counselor-1', '2026-11-24T14:00:00+08:00', '2026-11-24T14:30:00+08:00')
    const { returnCode } = await book('2026-11-24T14:00:00+08:00')
    await join('first')
    app.clock.wind(1)
    await join('second')
    expect(await offer()).toBe(0)
    await cancelBooking(app.deps, caller, { returnCode })
    expect(await offer()).toBe(1)
    expect(await offer()).toBe(0)
    expect(await told()).toEqual(['first'])
    const [letter] = app.mail.kept()
    expect(letter).toMatchObject({ subject: 'A time has opened', text: expect.stringContaining('/en/book') })
    expect(letter!.text).toContain('14:00')
    expect(`${letter!.subject} ${letter!.text}`).not.toMatch(/counsel|hotline|session|psych|[?=#]/i)
    app.clock.wind(29 * 60)
    expect(await offer()).toBe(0)
    app.clock.wind(2 * 60)
    expect(await offer()).toBe(1)
    expect(await told()).toEqual(['second', 'first'])
    app.clock.wind(3600)
    expect(await offer()).toBe(0)
  })

  it('hears of a new shift once, whatever else opens with it; and of a time that opens once more', async () => {
    await join('first')
    await onShift(app, 'counselor-1', '2026-11-25T09:00:00+08:00', '2026-11-25T12:00:00+08:00')
    expect(await offer()).toBe(1)
    app.clock.wind(3600)
    expect(await offer()).toBe(0)
    const { returnCode } = await book('2026-11-25T10:00:00+08:00')
    await offer()
    await cancelBooking(app.deps, caller, { returnCode })
    app.clock.wind(1)
    expect(await offer()).toBe(1)
  })

  it('hears nothing of times that were open when they joined, or that do not suit', async () => {
    await onShift(app, 'counselor-1', '2026-11-24T14:00:00+08:00', '2026-11-24T15:00:00+08:00')
    await join('first')
    await join('cantonese', { language: 'yue' })
    await onShift(app, 'counselor-1', '2026-11-27T00:00:00+08:00', '2026-11-27T15:00:00+08:00')
    expect(await offer()).toBe(0)
  })

  it('gets three letters at most, after which the address is gone', async () => {
    await join('first')
    for (const day of ['24', '25', '26']) {
      await onShift(app, 'counselor-1', `2026-11-${day}T14:00:00+08:00`, `2026-11-${day}T15:00:00+08:00`)
      expect(await offer()).toBe(1)
    }
    await onShift(app, 'counselor-1', '2026-11-26T16:00:00+08:00', '2026-11-26T17:00:00+08:00')
    expect(await offer()).toBe(0)
    expect(await app.database.db.select().from(waitingEntries)).toMatchObject([{ mailSealed: '' }])
  })

  it('is forgotten when the last day is over, with the letters and what they knew', async () => {
    await join('first')
    await onShift(app, 'counselor-1', '2026-11-24T14:00:00+08:00', '2026-11-24T15:00:00+08:00')
    await offer()
    const sealed = JSON.stringify(await app.database.db.select().from(waitingEntries))
    expect(sealed).not.toContain('example.org')
    app.clock.now = new Date('2026-11-27T00:00:00+08:00')
    await offer()
    for (const table of [waitingEntries, waitingTimes, letters])
      expect(await app.database.db.select().from(table)).toEqual([])
  })

  it('is told once, on however many machines at once', async () => {
    await join('first')
    await onShift(app, 'counselor-1', '2026-11-24T14:00:00+08:00', '2026-11-24T15:00:00+08:00')
    const made = await Promise.all(Array.from({ length: 6 }, offer))
    expect(made.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(await told()).toEqual(['first'])
  })

  it('stands once in the line for one key, and is no child', async () => {
    await join('first', { requestKey: 'k' })
    await join('first', { requestKey: 'k' })
    expect(await app.database.db.select().from(waitingEntries)).toHaveLength(1)
    await expect(join('other', { requestKey: 'k' })).rejects.toMatchObject({ code: 'request_reused' })
    await expect(join('child', { ageBand: 'under_14' })).rejects.toMatchObject({ code: 'contact_of_a_child' })
  })
})
