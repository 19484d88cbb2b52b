import type { Coverage } from './coverage.ts'
import type { Interval } from './intervals.ts'

/** How long before an hour that nobody covers its coordinators are warned. */
export const warnAheadMs = 24 * 3_600_000

/** The look-out is kept once an hour, so the last one before those 24 hours are over has to warn. */
const lookEachMs = 3_600_000

/**
 * Which uncovered hours to warn of now: those that have not begun and do within 24 hours (and the hour until the next
 * look), and those that follow them without a break, so that one night is one warning. Hours in order.
 */
export function hoursToWarnOf<H extends Interval & { coverage: Coverage }>(
  hours: readonly H[],
  now: number,
): H[] {
  const warned: H[] = []
  for (const hour of hours) {
    if (hour.coverage !== 'uncovered' || hour.startsAt <= now) continue
    const isNear = hour.startsAt <= now + warnAheadMs + lookEachMs
    if (isNear || warned.at(-1)?.endsAt === hour.startsAt) warned.push(hour)
  }
  return warned
}

/** Hours in order as few stretches: neighbors become one. */
export function blocksOf(hours: readonly Interval[]): Interval[] {
  const blocks: Interval[] = []
  for (const { startsAt, endsAt } of hours) {
    const last = blocks.at(-1)
    if (last?.endsAt === startsAt) last.endsAt = endsAt
    else blocks.push({ startsAt, endsAt })
  }
  return blocks
}
