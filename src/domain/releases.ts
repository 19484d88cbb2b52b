import { type Day, type DaySpan, dayAfter, daysBetween, monthOf, weekOf } from './days.ts'
import { type ShownList, withhold } from './suppression.ts'
import { withholdTable } from './suppression-table.ts'

/** The name of a released period: '2020-02' for a month, '2020-W06' for a week (ISO 8601). */
export function releaseName(span: DaySpan): string {
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

/** How often each code of a table occurred in each week inside a month, and in the days left over at its ends. */
export type MonthCounts = { weeks: readonly (readonly number[])[]; leftOver: readonly number[] }

/** The same table as it may be shown: for the month, and for each week inside it. */
export type MonthShown = { month: ShownList; weeks: ShownList[] }

/**
 * The counts of a month and of the weeks inside it, protected as one table: weeks and left-over days its rows, codes its
 * columns, the month its margin. So nothing that is withheld follows from setting weeks off against their month. The
 * left-over days are never shown. Where one table cannot protect both, the month is shown alone, as `withhold` has it.
 */
export function protectMonth({ weeks, leftOver }: MonthCounts): MonthShown {
  const parts = [...weeks, leftOver]
  const together = withholdTable(parts)
  if (together.total !== null)
    return {
      month: { cells: together.columnTotals, total: together.total },
      weeks: weeks.map((_, row) => ({
        cells: together.cells[row] ?? [],
        total: together.rowTotals[row] ?? null,
      })),
    }
  const whole = leftOver.map((_, code) => parts.reduce((sum, part) => sum + (part[code] ?? 0), 0))
  const nothing = { cells: leftOver.map(() => null), total: null }
  return { month: withhold(whole), weeks: weeks.map(() => nothing) }
}

/** Whether a month is closed: over, and no outcome of it (or of an earlier day) still sealed. */
export function isClosed({ to }: DaySpan, today: Day, sealedSince: Day | null): boolean {
  return to < today && (sealedSince === null || sealedSince > to)
}
