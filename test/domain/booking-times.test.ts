import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookingSearch, bookingWindow, nearestOf } from '../../src/domain/booking-window.ts'
import { contactKeptUntil, forgetOn } from '../../src/domain/kept-until.ts'
import { reminderAt, retryAt } from '../../src/domain/letter-times.ts'
import { randomId } from '../../src/domain/random-id.ts'

const rules = {
  TIME_ZONE: 'Asia/Shanghai',
  SESSION_MINUTES: 30,
  GRID_MINUTES: 30,
  BOOKING_NOTICE_MINUTES: 15,
  BOOKING_DAYS: 60,
  CONTACT_HOURS: 72,
}
const now = new Date('2026-11-23T10:00:00+08:00')
const at = (time: string) => new Date(`2026-11-24T${time}:00+08:00`)

describe('the window of booking', () => {
  it('given now, opens after the notice and closes after the days that can be booked', () => {
    expect(bookingWindow(rules, now)).toEqual({
      first: new Date('2026-11-23T10:15:00+08:00'),
      last: new Date('2027-01-22T10:00:00+08:00'),
    })
  })

  it('given any range, searches only inside the window', () => {
    const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instant, instant, (from, to) => {
        const search = bookingSearch(rules, now, from, to, {})
        const { first, last } = bookingWindow(rules, now)
        if (search.from === search.to) return
        expect(search.from).toBeGreaterThanOrEqual(first.getTime())
        expect(search.to).toBeLessThanOrEqual(last.getTime() + 1)
        expect(search.stretches[0]!.startsAt).toBeLessThanOrEqual(search.from)
        expect(search.stretches.at(-1)!.endsAt).toBeGreaterThanOrEqual(search.to)
      }),
    )
  })

  it('given open times, takes the nearest, the earlier of two as near, in order of time', () => {
    const open = ['09:00', '10:00', '12:00', '15:00'].map(time => ({ startsAt: at(time) }))
    expect(nearestOf(open, at('11:00'), 1)).toEqual([{ startsAt: at('10:00') }])
    expect(nearestOf(open, at('14:00'), 2)).toEqual([{ startsAt: at('12:00') }, { startsAt: at('15:00') }])
    expect(nearestOf(open, at('11:00'), 9)).toEqual(open)
  })
})

describe('what was left', () => {
  it('given the end of a session, is sealed for the day on which 72 hours are over, and gone after it', () => {
    expect(forgetOn(rules, at('14:30'))).toBe('2026-11-27')
    expect(contactKeptUntil(rules, at('14:30'))).toEqual(new Date('2026-11-28T00:00:00+08:00'))
    expect(forgetOn(rules, at('23:59'))).toBe('2026-11-27')
  })
})

describe('the times of letters', () => {
  it.each([
    ['two days before', '2026-11-22T14:00:00+08:00', '2026-11-23T14:00:00+08:00'],
    ['a day before, to the minute', '2026-11-23T14:00:00+08:00', '2026-11-24T12:00:00+08:00'],
    ['three hours before', '2026-11-24T11:00:00+08:00', '2026-11-24T12:00:00+08:00'],
    ['two hours before, to the minute', '2026-11-24T12:00:00+08:00', undefined],
    ['half an hour before', '2026-11-24T13:30:00+08:00', undefined],
  ])('given a booking made %s, remind when there is something to remind of', (_, bookedAt, remindAt) => {
    expect(reminderAt(at('14:00'), new Date(bookedAt))).toEqual(remindAt && new Date(remindAt))
  })

  it('given failures, wait longer each time, six hours at most', () => {
    const minutes = (failedTries: number) => (retryAt(now, failedTries).getTime() - now.getTime()) / 60_000
    expect([1, 2, 3, 9, 10, 500].map(minutes)).toEqual([1, 2, 4, 256, 360, 360])
  })
})

describe('a random id', () => {
  it('given 16 bytes, is a UUID of version 4 that keeps 122 of their bits', () => {
    expect(randomId(new Uint8Array(16))).toBe('00000000-0000-4000-8000-000000000000')
    expect(randomId(new Uint8Array(16).fill(255))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
    expect(() => randomId(new Uint8Array(15))).toThrow('16')
  })
})
