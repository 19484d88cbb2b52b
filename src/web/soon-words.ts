import type { Deps } from '../deps.ts'
import type { PageLocale } from '../domain/codes.ts'
import { dayAfter } from '../domain/days.ts'
import { localDay } from '../domain/time.ts'
import { formatMoment, formatTime } from '../domain/time-words.ts'
import { textsOf } from '../texts/texts.ts'

/** 'today 19:00', 'tomorrow 08:00', or day and time, in one language; to be written or spoken. */
export function soonIn({ now, config }: Pick<Deps, 'now' | 'config'>, locale: PageLocale, at: Date): string {
  const { home } = textsOf(locale)
  const today = localDay(now(), config.TIME_ZONE)
  const day = localDay(at, config.TIME_ZONE)
  const time = formatTime(at, config.TIME_ZONE, locale)
  if (day === today) return home.today(time)
  return day === dayAfter(today, 1) ? home.tomorrow(time) : formatMoment(at, config.TIME_ZONE, locale)
}
