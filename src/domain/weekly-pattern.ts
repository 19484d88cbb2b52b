import { type Day, type DaySpan, dayAfter, dayOfWeek, eachDay } from './days.ts'
import { instantOf } from './time.ts'

/** A stretch of somebody's week; it ends on the next day unless `toTime` is later than `fromTime` (wall times HH:mm). */
export type WeeklyPattern = {
  id: string
  counselorId: string
  /** Monday 1 to Sunday 7. */
  weekday: number
  fromTime: string
  toTime: string
  /** First and last day on which it may begin; without a last one it goes on. */
  fromDay: Day
  untilDay: Day | null
}

/** A day on which no pattern holds: of one counselor, or of everybody. */
export type DayOff = { counselorId: string | null; day: Day }

/** A shift that follows from a pattern on the day that it begins in. */
export type PatternShift = { patternId: string; counselorId: string; day: Day; startsAt: Date; endsAt: Date }

/** How many days ahead patterns become shifts, today included. */
export const patternDays = 28

/** What a shift carries as its request, so that each pattern plans each day once. */
export function patternTag({ patternId, day }: Pick<PatternShift, 'patternId' | 'day'>): string {
  return `pattern ${patternId} ${day}`
}

/** The shifts that begin within some days, in order of time; days off, and stretches that a clock change swallows, have none. */
export function shiftsOfPatterns(
  patterns: readonly WeeklyPattern[],
  daysOff: readonly DayOff[],
  days: DaySpan,
  zone: string,
): PatternShift[] {
  const off = new Set(daysOff.map(({ counselorId, day }) => `${counselorId ?? ''} ${day}`))
  return eachDay(days)
    .flatMap(day =>
      patterns
        .filter(
          pattern =>
            holdsOn(pattern, day) && !off.has(` ${day}`) && !off.has(`${pattern.counselorId} ${day}`),
        )
        .map(({ id, counselorId, fromTime, toTime }) => ({
          patternId: id,
          counselorId,
          day,
          startsAt: momentOf(day, fromTime, zone),
          endsAt: momentOf(toTime > fromTime ? day : dayAfter(day, 1), toTime, zone),
        })),
    )
    .filter(({ startsAt, endsAt }) => endsAt > startsAt)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
}

function holdsOn({ weekday, fromDay, untilDay }: WeeklyPattern, day: Day) {
  return dayOfWeek(day) === weekday && day >= fromDay && (untilDay === null || day <= untilDay)
}

/**
 * The first moment at which the clocks show this time or a later one: of a time that happens twice the first, for one
 * that is skipped the change itself. So neighbors stay neighbors, without gap or overlap.
 */
function momentOf(day: Day, time: string, zone: string): Date {
  const wall = instantOf(day, time, zone)
  if (wall.fault === undefined) return wall.at
  if (wall.fault === 'happens_twice') return wall.first
  if (wall.fault === 'does_not_exist') return wall.changesAt
  throw new RangeError(`${time} is no time of day`)
}
