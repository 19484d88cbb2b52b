import ical, { ICalCalendarMethod } from 'ical-generator'

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
  const calendar = ical({
    prodId: '//calendar//time//EN',
    method: ICalCalendarMethod.PUBLISH,
    name,
    ttl: 3600,
  })
  // JS Dates without a time zone: with one, ical-generator writes the wrong instant.
  for (const { uid, startsAt, endsAt } of entries)
    calendar.createEvent({ id: uid, start: startsAt, end: endsAt, stamp, summary })
  return calendar.toString()
}
