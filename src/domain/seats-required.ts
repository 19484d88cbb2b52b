import type { Coverage } from './coverage.ts'

/** How many seats an hour (0 to 23) of a weekday (Monday 1) needs in a language, as somebody said. */
export type SeatsRequired = { language: string; weekday: number; hour: number; seats: number }

/** Monday to Sunday, as numbers. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** Planned against required seats of one language in one hour. */
export type SeatsOfLanguage = { language: string; planned: number; required: number }

/** Seats that the first language needs at every hour until somebody says otherwise (guideline of 2021: two). */
export const defaultSeats = 2

/** The most seats that can be asked for in one hour and language. */
export const mostSeats = 99

/** How many seats an hour of a weekday needs in a language; the first language of the installation has a default. */
export function requiredAt(
  said: readonly SeatsRequired[],
  languages: readonly string[],
  { language, weekday, hour }: Omit<SeatsRequired, 'seats'>,
): number {
  const found = said.find(one => one.language === language && one.weekday === weekday && one.hour === hour)
  return found?.seats ?? (language === languages[0] ? defaultSeats : 0)
}

/**
 * How well an hour is covered against what it needs: `uncovered` where a language that is needed has nobody, `thin`
 * where one has fewer than needed, else `covered`, an hour that needs nobody included.
 */
export function coverageAgainst(seats: readonly SeatsOfLanguage[]): Coverage {
  const short = shortOf(seats)
  if (short.some(({ planned }) => planned === 0)) return 'uncovered'
  return short.length > 0 ? 'thin' : 'covered'
}

/** The languages in which an hour has fewer seats than it needs. */
export function shortOf(seats: readonly SeatsOfLanguage[]): SeatsOfLanguage[] {
  return seats.filter(({ planned, required }) => planned < required)
}
