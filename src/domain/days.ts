/** A day of the calendar as 'YYYY-MM-DD', in no zone yet. */
export type Day = string

/** Days from the first to the last, both included. */
export type DaySpan = { from: Day; to: Day }

const msPerDay = 86_400_000
// Outside these years a date is a slip of the keyboard, and JavaScript and PostgreSQL disagree on how to write it.
const [firstYear, lastYear] = ['1900', '2999']

/** Whether a text is a real day of the calendar, 'YYYY-MM-DD' in the years 1900 to 2999 (no 30 February). */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.slice(0, 4) < firstYear || text.slice(0, 4) > lastYear)
    return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** The day that many days later (earlier when negative). */
export function dayAfter(day: Day, count: number): Day {
  return dayOfNumber(numberOfDay(day) + count)
}

/** How many days `to` lies after `from`: 0 for the same day, negative when earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOfDay(to) - numberOfDay(from)
}

/** Every day of a span in order; [] when it ends before it starts. */
export function eachDay({ from, to }: DaySpan): Day[] {
  const count = Math.max(0, daysBetween(from, to) + 1)
  return Array.from({ length: count }, (_, index) => dayAfter(from, index))
}

/** The weekday, Monday 1 to Sunday 7 (ISO 8601). */
export function dayOfWeek(day: Day): number {
  return ((((numberOfDay(day) + 3) % 7) + 7) % 7) + 1
}

/** The week that a day lies in, Monday to Sunday. */
export function weekOf(day: Day): DaySpan {
  const from = dayAfter(day, 1 - dayOfWeek(day))
  return { from, to: dayAfter(from, 6) }
}

/** The calendar month that a day lies in, first to last day. */
export function monthOf(day: Day): DaySpan {
  const from = `${day.slice(0, 7)}-01`
  const inNextMonth = dayAfter(from, 31)
  return { from, to: dayAfter(`${inNextMonth.slice(0, 7)}-01`, -1) }
}

function numberOfDay(day: Day) {
  return Date.parse(`${day}T00:00:00Z`) / msPerDay
}

function dayOfNumber(number: number): Day {
  return new Date(number * msPerDay).toISOString().slice(0, 10)
}
