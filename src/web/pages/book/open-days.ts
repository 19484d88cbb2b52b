import type { Deps } from '../../../deps.ts'
import { ageBands, isOneOf, type Mode, modes } from '../../../domain/codes.ts'
import { type Day, dayAfter, daysBetween, eachDay } from '../../../domain/days.ts'
import { parseInstant } from '../../../domain/instants.ts'
import type { Wish } from '../../../domain/slots.ts'
import { dayStart, localDay, localHour } from '../../../domain/time.ts'
import { type BookableTime, nearestOpenTimes, openTimes } from '../../../reads/open-times.ts'

/** Seven days of open times: how many each day has, and those of the day that is shown, by part of the day. */
export type OpenDays = {
  days: { day: Day; count: number }[]
  shown: Day
  parts: { part: PartOfDay; times: BookableTime[] }[]
  /** The first day of the seven before and after, where there are any that can be booked. */
  earlier?: Day
  later?: Day
  /** Where these seven days have nothing: the next open time at all, if there is one. */
  next?: BookableTime
}

const partsOfDay = ['night', 'morning', 'afternoon', 'evening'] as const
export type PartOfDay = (typeof partsOfDay)[number]

/** What a caller asks the open times for; anything that is no mode or language asks for any. */
export function wishOf({
  mode,
  language,
  withoutPartner,
  ageBand,
}: Record<Exclude<keyof Wish, 'counselorId'>, string>): Wish {
  return {
    ...(isOneOf<Mode>(modes, mode) && { mode }),
    ...(language && { language }),
    ...(withoutPartner && { withoutPartner }),
    ...(isOneOf(ageBands, ageBand) && { ageBand }),
  }
}

/**
 * The open times of seven days from `from` (never before today nor past the last day that can be booked).
 * `shown` is the day asked for, else that of the chosen time, else the first that has any.
 */
export async function openDays(
  deps: Deps,
  wish: Wish,
  asked: { from?: Day; shown?: Day; chosen?: string },
): Promise<OpenDays> {
  const { TIME_ZONE: zone, BOOKING_DAYS } = deps.config
  const today = localDay(deps.now(), zone)
  const last = dayAfter(today, BOOKING_DAYS)
  const chosenAt = parseInstant(asked.chosen ?? '')
  const chosen = chosenAt && localDay(chosenAt, zone)
  const wanted = asked.from ?? weekWith(today, asked.shown ?? chosen ?? today)
  const from = atLeast(today, atMost(last, wanted))
  const to = dayAfter(from, 6)
  const times = await openTimes(deps, {
    ...wish,
    from: dayStart(from, zone),
    to: dayStart(dayAfter(to, 1), zone),
  })
  const byDay = Map.groupBy(times, ({ startsAt }) => localDay(startsAt, zone))
  const days = eachDay({ from, to }).map(day => ({ day, count: byDay.get(day)?.length ?? 0 }))
  const within = (day: Day | undefined) => days.find(one => one.day === day)?.day
  const shown = within(asked.shown) ?? within(chosen) ?? days.find(({ count }) => count > 0)?.day ?? from
  const byPart = Map.groupBy(byDay.get(shown) ?? [], ({ startsAt }) => partOf(localHour(startsAt, zone)))
  const next =
    times.length === 0 ? (await nearestOpenTimes(deps, dayStart(from, zone), 1, wish))[0] : undefined
  return {
    days,
    shown,
    parts: partsOfDay
      .flatMap(part => ({ part, times: byPart.get(part) ?? [] }))
      .filter(({ times }) => times[0]),
    ...(from > today && { earlier: atLeast(today, dayAfter(from, -7)) }),
    ...(to < last && { later: dayAfter(to, 1) }),
    ...(next && { next }),
  }
}

/** The first of the seven days, counted from today, that hold a day. */
function weekWith(today: Day, day: Day): Day {
  return dayAfter(today, 7 * Math.floor(Math.max(0, daysBetween(today, day)) / 7))
}

function atLeast(least: Day, day: Day): Day {
  return [least, day].sort()[1] as Day
}

function atMost(most: Day, day: Day): Day {
  return [most, day].sort()[0] as Day
}

function partOf(hour: number): PartOfDay {
  return partsOfDay[Math.floor(hour / 6)] ?? 'evening'
}
