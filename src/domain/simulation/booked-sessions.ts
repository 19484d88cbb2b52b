import type { Interval } from '../intervals.ts'
import type { Dice } from './dice.ts'
import type { Sessions } from './line.ts'

/**
 * A booked session of a counselor, in milliseconds; `comes` unless it is a no-show; canceled at an instant, if at all.
 * `holder` is the number of the counselor who would hold it now, `withoutPartner` the partner that whoever booked left out.
 */
export type BookedSession = Interval & {
  comes: boolean
  canceledAt: number | undefined
  language: string
  holder: number
  withoutPartner: string | null
}

const hour = 3_600_000
const halfHour = hour / 2

/**
 * Sessions on the half-hour grid, each in a place of its own, none in the first half hour, nor where one is booked
 * already; a part of one by chance.
 */
export function drawnSessions(
  { startsAt, endsAt }: Interval,
  taken: readonly Interval[],
  { perShift, minutes }: Sessions,
  dice: Dice,
): Interval[] {
  if (perShift === 0) return []
  const length = Math.ceil(minutes / 30)
  const places = Array.from(
    { length: Math.max(0, Math.floor(((endsAt - startsAt) / halfHour - 1) / length)) },
    (_, index) => startsAt + halfHour * (1 + index * length),
  ).filter(at => taken.every(one => one.endsAt <= at || one.startsAt >= at + minutes * 60_000))
  const count = Math.min(places.length, Math.floor(perShift + dice.even()))
  const chosen: number[] = []
  while (chosen.length < count) chosen.push(...places.splice(Math.floor(dice.even() * places.length), 1))
  return chosen.map(at => ({ startsAt: at, endsAt: at + minutes * 60_000 }))
}

/** Sessions with what becomes of them, in order. */
export function bookedSessions(
  times: readonly Interval[],
  {
    holder,
    language,
    leftOut,
  }: Pick<BookedSession, 'holder' | 'language'> & { leftOut: () => string | null },
  { noShow, canceled = 0 }: Sessions,
  dice: Dice,
): BookedSession[] {
  return [...times]
    .sort((a, b) => a.startsAt - b.startsAt)
    .map(({ startsAt, endsAt }) => ({
      startsAt,
      endsAt,
      comes: dice.even() >= noShow,
      canceledAt: canceled > 0 && dice.even() < canceled ? startsAt - dice.even() * 24 * hour : undefined,
      language,
      holder,
      withoutPartner: leftOut(),
    }))
}
