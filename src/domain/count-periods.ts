import { type Day, type DaySpan, dayAfter, daysBetween, monthOf, weekOf } from './days.ts'
import { type Fault, Problem } from './problem.ts'

/** How operations counts can be cut. */
export const groupings = ['day', 'hour', 'partner', 'total'] as const
export type Grouping = (typeof groupings)[number]

/** The most days that one question may span: three years. */
export const mostDays = 3 * 366

/** The periods that a coordinator asks for most, in the order in which they are offered. */
export const presets = ['today', 'yesterday', 'this_week', 'last_week', 'this_month', 'last_month'] as const
export type Preset = (typeof presets)[number]

/** The days of a preset, as seen from a local day; weeks run from Monday to Sunday. */
export function presetSpan(preset: Preset, today: Day): DaySpan {
  switch (preset) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: dayAfter(today, -1), to: dayAfter(today, -1) }
    case 'this_week':
      return weekOf(today)
    case 'last_week':
      return weekOf(dayAfter(today, -7))
    case 'this_month':
      return monthOf(today)
    case 'last_month':
      return monthOf(dayAfter(monthOf(today).from, -1))
  }
}

/** Refuses a span that ends before it starts, or is longer than three years, as `invalid_input` at `to`. */
export function checkSpan({ from, to }: DaySpan): void {
  const fault: Fault | undefined =
    to < from
      ? { field: 'to', code: 'ends_before_start' }
      : daysBetween(from, to) >= mostDays
        ? { field: 'to', code: 'span_too_long', limit: mostDays }
        : undefined
  if (fault) throw new Problem('invalid_input', { faults: [fault] })
}
