import { type Day, type DaySpan, dayAfter, daysBetween, monthOf, weekOf } from './days.ts'

/** The name of a released period: '2020-Q1' for a quarter, '2020-02' for a month, '2020-W06' for a week (ISO 8601). */
export function releaseName(span: DaySpan): string {
  if (daysBetween(span.from, span.to) > 31)
    return `${span.from.slice(0, 4)}-Q${Math.ceil(Number(span.from.slice(5, 7)) / 3)}`
  if (span.from === monthOf(span.from).from && span.to === monthOf(span.from).to) return span.from.slice(0, 7)
  // A week belongs to the year in which its Thursday lies.
  const thursday = dayAfter(span.from, 3)
  const number = Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1
  return `${thursday.slice(0, 4)}-W${String(number).padStart(2, '0')}`
}

/** The weeks that lie wholly inside a month, in order: three or four. */
export function weeksInside(month: DaySpan): DaySpan[] {
  const weeks: DaySpan[] = []
  const first = weekOf(dayAfter(month.from, 6))
  for (let week = first; week.to <= month.to; week = weekOf(dayAfter(week.from, 7))) weeks.push(week)
  return weeks
}

/** The three months of the quarter that a day lies in, in order. */
export function monthsOfQuarter(day: Day): DaySpan[] {
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  return [0, 1, 2].map(later => monthOf(`${day.slice(0, 4)}-${String(first + later).padStart(2, '0')}-01`))
}

/** Whether a month is closed: over, and no outcome of it (or of an earlier day) still sealed or unmixed. */
export function isClosed({ to }: DaySpan, today: Day, sealedSince: Day | null): boolean {
  return to < today && (sealedSince === null || sealedSince > to)
}
