import { calendarInstant, calendarText, calendarValue } from './calendar-text.ts'

/** One entry of a calendar that is read again and again; the same `uid` is the same entry. */
export type CalendarEntry = { uid: string; startsAt: Date; endsAt: Date }

/**
 * A calendar to subscribe to (RFC 5545), in UTC instants, each entry with the same summary; asks to be read again every
 * hour. Says nothing that the name and the summary do not say.
 */
export function calendarFeedFile(
  entries: readonly CalendarEntry[],
  { name, summary, stamp }: { name: string; summary: string; stamp: Date },
): string {
  return calendarText([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//calendar//time//EN',
    'METHOD:PUBLISH',
    `NAME:${calendarValue(name)}`,
    `X-WR-CALNAME:${calendarValue(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...entries.flatMap(({ uid, startsAt, endsAt }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'SEQUENCE:0',
      `DTSTAMP:${calendarInstant(stamp)}`,
      `DTSTART:${calendarInstant(startsAt)}`,
      `DTEND:${calendarInstant(endsAt)}`,
      `SUMMARY:${calendarValue(summary)}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ])
}
