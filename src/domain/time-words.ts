import type { PageLocale } from './codes.ts'
import type { Day } from './days.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** The day for people, without its year: '11月22日 星期日', 'Sunday 22 November'. */
export function formatDay(at: Date, zone: string, locale: PageLocale): string {
  const part = partsOf(at, zone, locale)
  if (locale === 'en') return `${part('weekday')} ${part('day')} ${part('month')}`
  return `${part('month')}月${part('day')}日 ${part('weekday')}`
}

/** A day of the calendar for people, as `formatDay` writes it. */
export function formatCalendarDay(day: Day, locale: PageLocale): string {
  return formatDay(new Date(`${day}T12:00:00Z`), 'UTC', locale)
}

/** The wall time for people, 24 hours: '09:00'. */
export function formatTime(at: Date, zone: string, locale: PageLocale): string {
  const part = partsOf(at, zone, locale)
  return `${part('hour').padStart(2, '0')}:${part('minute').padStart(2, '0')}`
}

/** Day and time for people: '11月22日 星期日 09:00', 'Sunday 22 November, 09:00'. */
export function formatMoment(at: Date, zone: string, locale: PageLocale): string {
  return `${formatDay(at, zone, locale)}${locale === 'en' ? ', ' : ' '}${formatTime(at, zone, locale)}`
}

/** From when to when for people, the second day named only if it is another: '11月22日 星期日 09:00–09:50'. */
export function formatSpan(startsAt: Date, endsAt: Date, zone: string, locale: PageLocale): string {
  const start = formatMoment(startsAt, zone, locale)
  if (formatDay(startsAt, zone, locale) === formatDay(endsAt, zone, locale))
    return `${start}–${formatTime(endsAt, zone, locale)}`
  return `${start}${locale === 'en' ? ' to ' : ' 至 '}${formatMoment(endsAt, zone, locale)}`
}

function partsOf(at: Date, zone: string, locale: PageLocale) {
  const parts = formatOf(zone, locale).formatToParts(at)
  return (type: Intl.DateTimeFormatPartTypes) => parts.find(part => part.type === type)?.value ?? ''
}

/** Making a format costs some 50 µs, using it one. */
function formatOf(zone: string, locale: PageLocale) {
  const key = `${locale} ${zone}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    weekday: 'long',
    month: locale === 'en' ? 'long' : 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(key, made)
  return made
}
