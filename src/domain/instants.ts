import { isDay } from './days.ts'

const written = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):(\d{2}))$/
// The clocks farthest ahead on Earth (Kiritimati) are at +14:00.
const mostOffsetHours = 14

/** The instant of an ISO 8601 text with `Z` or an offset; undefined for any other text, or a date or time that does not exist. */
export function parseInstant(text: string): Date | undefined {
  const parts = written.exec(text)
  if (!parts) return undefined
  const [, day = '', hours, minutes, seconds = '0', offsetHours = '0', offsetMinutes = '0'] = parts
  const real =
    isDay(day) &&
    Number(hours) <= 23 &&
    Number(minutes) <= 59 &&
    Number(seconds) <= 59 &&
    Number(offsetMinutes) <= 59 &&
    Number(offsetHours) * 60 + Number(offsetMinutes) <= mostOffsetHours * 60
  return real ? new Date(text) : undefined
}
