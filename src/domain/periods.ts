import { type Day, type DaySpan, dayAfter, monthOf, weekOf } from './days.ts'

/** How counts of what people called about are cut in time. */
export type PeriodKind = 'week' | 'month'

/** The weeks (Monday to Sunday), oldest first, from the one that holds `since` to the last that was over before `today`. */
export function closedWeeks(since: Day, today: Day): DaySpan[] {
  return closed(weekOf, since, today)
}

/** The calendar months, oldest first, from the one that holds `since` to the last that was over before `today`. */
export function closedMonths(since: Day, today: Day): DaySpan[] {
  return closed(monthOf, since, today)
}

/** Which kind of period a span is, if it is a whole week or month that was over before `today`; else undefined. */
export function closedPeriodKind({ from, to }: DaySpan, today: Day): PeriodKind | undefined {
  if (to >= today) return undefined
  if (weekOf(from).from === from && weekOf(from).to === to) return 'week'
  if (monthOf(from).from === from && monthOf(from).to === to) return 'month'
  return undefined
}

function closed(periodOf: (day: Day) => DaySpan, since: Day, today: Day) {
  const periods: DaySpan[] = []
  for (let period = periodOf(since); period.to < today; period = periodOf(dayAfter(period.to, 1)))
    periods.push(period)
  return periods
}
