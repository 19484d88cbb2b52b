import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Mailbox } from '../domain/mail-address.ts'

/** A time to put into somebody's calendar; `sequence` grows with every change of the same `uid`. */
export type CalendarTime = {
  uid: string
  startsAt: Date
  endsAt: Date
  summary: string
  description: string
  canceled: boolean
  sequence: number
  stamp: Date
  /** The sender of the letter: calendars take a change only from the address that sent the first one. */
  organizer: Mailbox
  /** The address that the letter goes to. */
  attendee: string
}

/**
 * One time as an iCalendar file with its method (RFC 5546), in UTC instants: a calendar shows it in its own zone.
 * Says nothing that the summary and the description do not say.
 */
export function calendarFile(time: CalendarTime): { method: 'REQUEST' | 'CANCEL'; content: string } {
  const method = time.canceled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST
  // The program's usual line would name this service in a file that others may see.
  const calendar = ical({ prodId: '//calendar//time//EN', method })
  // JS Dates without a time zone: with one, ical-generator writes the wrong instant.
  calendar.createEvent({
    id: time.uid,
    start: time.startsAt,
    end: time.endsAt,
    stamp: time.stamp,
    summary: time.summary,
    description: time.description,
    sequence: time.sequence,
    status: time.canceled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: time.organizer.name || time.organizer.address, email: time.organizer.address },
    attendees: [{ email: time.attendee, status: ICalAttendeeStatus.ACCEPTED, rsvp: false }],
  })
  return { method, content: calendar.toString() }
}
