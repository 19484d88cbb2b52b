import type { Mailbox } from '../domain/mail-address.ts'
import { calendarInstant, calendarText, calendarValue, quotedParameter } from './calendar-text.ts'

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
  const method = time.canceled ? 'CANCEL' : 'REQUEST'
  const { organizer } = time
  const content = calendarText([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    // Nothing names this service in a file that others may see.
    'PRODID:-//calendar//time//EN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${time.uid}`,
    `SEQUENCE:${time.sequence}`,
    `DTSTAMP:${calendarInstant(time.stamp)}`,
    `DTSTART:${calendarInstant(time.startsAt)}`,
    `DTEND:${calendarInstant(time.endsAt)}`,
    `SUMMARY:${calendarValue(time.summary)}`,
    `DESCRIPTION:${calendarValue(time.description)}`,
    `ORGANIZER;CN=${quotedParameter(organizer.name || organizer.address)}:mailto:${organizer.address}`,
    `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:MAILTO:${time.attendee}`,
    `STATUS:${time.canceled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ])
  return { method, content }
}
