import { monthOf, weekOf } from '../../domain/days.ts'
import { addUp, type OperationsRow } from '../../reads/operations-counts.ts'

/** What one bar stands for: a day, or where days would be too narrow to see, a week or a month. */
export type Stretch = 'day' | 'week' | 'month'

/** The rows by day as bars: days up to seven weeks, weeks up to a year, months beyond. Keys are first days. */
export function stretchesOf(days: OperationsRow[]): { kind: Stretch; rows: OperationsRow[] } {
  if (days.length <= 49) return { kind: 'day', rows: days }
  const kind = days.length <= 366 ? 'week' : 'month'
  const startOf = (day: string) => (kind === 'week' ? weekOf(day) : monthOf(day)).from
  const groups = Map.groupBy(days, row => startOf(row.key))
  return { kind, rows: [...groups].map(([key, rows]) => ({ ...addUp(rows), key })) }
}
