import fc from 'fast-check'
import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { expect, test } from 'vitest'
import { calendarFile } from '../../src/outside/calendar.ts'
import { calendarFeedFile } from '../../src/outside/calendar-feed.ts'

const prodId = '//calendar//time//EN'
const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
const text = fc.string({
  unit: fc.constantFrom(...'aZ 長您\u{1F499}é;,\\:"^\n\r'),
  minLength: 1,
  maxLength: 120,
})

test('a calendar file is, byte for byte, what ical-generator makes of it', () => {
  fc.assert(
    fc.property(
      fc.tuple(instant, instant).map(times => times.sort((a, b) => a.getTime() - b.getTime())),
      fc.record({
        summary: text,
        description: text,
        name: text,
        canceled: fc.boolean(),
        sequence: fc.nat(99),
      }),
      ([startsAt, endsAt], { summary, description, name, canceled, sequence }) => {
        const [start, end] = [startsAt as Date, endsAt as Date]
        const theirs = ical({
          prodId,
          method: canceled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
        })
        theirs.createEvent({
          ...{ id: 'a@b', start, end, stamp: start, summary, description, sequence },
          status: canceled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
          organizer: { name, email: 'time@example.org' },
          attendees: [{ email: 'li@example.net', status: ICalAttendeeStatus.ACCEPTED, rsvp: false }],
        })
        const ours = calendarFile({
          ...{
            uid: 'a@b',
            startsAt: start,
            endsAt: end,
            stamp: start,
            summary,
            description,
            sequence,
            canceled,
          },
          organizer: { name, address: 'time@example.org' },
          attendee: 'li@example.net',
        })
        expect(ours.content).toBe(theirs.toString())
      },
    ),
  )
})

test('so is a calendar to subscribe to', () => {
  fc.assert(
    fc.property(fc.array(instant, { maxLength: 4 }), text, (starts, summary) => {
      const [name, stamp] = ['心线 Heartline', new Date('2026-11-22T00:00:00Z')]
      const theirs = ical({ prodId, method: ICalCalendarMethod.PUBLISH, name, ttl: 3600 })
      for (const at of starts) theirs.createEvent({ id: 'a@b', start: at, end: at, stamp, summary })
      const entries = starts.map(at => ({ uid: 'a@b', startsAt: at, endsAt: at }))
      expect(calendarFeedFile(entries, { name, summary, stamp })).toBe(theirs.toString())
    }),
  )
})
