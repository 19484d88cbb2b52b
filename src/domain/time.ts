import { IANAZone } from 'luxon'
import { type Day, dayAfter, isDay } from './days.ts'
import { remembering } from './remembering.ts'

const hour = 3_600_000

/** Whether a text names a time zone that this machine knows, such as 'Asia/Shanghai'; '+08:00' is no name. */
export function isZone(text: string): boolean {
  // PostgreSQL reads the sign of '+08:00' the other way round, so a bare offset is no zone here.
  return /^[A-Za-z]/.test(text) && IANAZone.isValidZone(text)
}

/** The day on the wall of a zone at an instant. */
export function localDay(at: Date, zone: string): Day {
  return dayOfQuarter(at.getTime(), zone)
}

/** Since then every offset of every zone is a whole number of quarter hours, and so no day begins within one. */
const wholeQuarters = Date.UTC(2000, 0, 1)

const dayOfQuarter = remembering(
  5_000,
  (at: number, zone: string) => (at >= wholeQuarters ? `${Math.floor(at / (hour / 4))} ${zone}` : undefined),
  (at, zone): Day => wallClock(at, zone).toISOString().slice(0, 10),
)

/** The hour on the wall of a zone at an instant, 0 to 23. */
export function localHour(at: Date, zone: string): number {
  return wallClock(at.getTime(), zone).getUTCHours()
}

/** The instant as people of the zone write it: '2026-11-22T09:00:00+08:00' (milliseconds only when there are any). */
export function isoWithOffset(at: Date, zone: string): string {
  const ahead = offset(at.getTime(), zone) / 60_000
  const minutes = Math.trunc(Math.abs(ahead))
  const written = `${ahead < 0 ? '-' : '+'}${twoDigits(Math.trunc(minutes / 60))}:${twoDigits(minutes % 60)}`
  const wall = wallClock(at.getTime(), zone).toISOString().replace('.000Z', 'Z')
  return /^(utc|gmt)$/i.test(zone) ? wall : wall.replace('Z', written)
}

/** The first instant of a day in a zone; where midnight is skipped by a clock change, the first moment after it. */
export function dayStart(day: Day, zone: string): Date {
  return new Date(startOf(day, zone))
}

const startOf = remembering(
  5_000,
  (day: Day, zone: string) => `${day} ${zone}`,
  (day, zone) => {
    const wall = Date.parse(`${day}T00:00:00Z`)
    return instantsOf(wall, zone)[0] ?? clockChangeOver(wall, zone)
  },
)

/**
 * The instant of a wall-clock time 'HH:mm' on a day. A time that a clock change skips comes back as `does_not_exist`
 * with the instant of the change; one that it repeats as `happens_twice` with both; anything else as `not_a_time`.
 */
export type WallTime =
  | { at: Date; fault?: undefined }
  | { fault: 'does_not_exist'; changesAt: Date }
  | { fault: 'happens_twice'; first: Date; second: Date }
  | { fault: 'not_a_time' }

/** The instant at which the clocks of a zone show a time ('00:00' to '23:59') on a day, or why there is not exactly one. */
export function instantOf(day: Day, time: string, zone: string): WallTime {
  if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return { fault: 'not_a_time' }
  const wall = Date.parse(`${day}T${time}:00Z`)
  const [first, second] = instantsOf(wall, zone)
  if (first === undefined)
    return { fault: 'does_not_exist', changesAt: new Date(clockChangeOver(wall, zone)) }
  if (second !== undefined)
    return { fault: 'happens_twice', first: new Date(first), second: new Date(second) }
  return { at: new Date(first) }
}

/**
 * A stretch of a day on which the clocks run evenly, in epoch milliseconds: wall time is the distance from `midnight`.
 * A day has one stretch, or two when the clocks change in it.
 */
export type Stretch = { startsAt: number; endsAt: number; midnight: number }

/** The even stretches of a day in order: expand a day once by this, then count in milliseconds. */
export function stretchesOfDay(day: Day, zone: string): readonly Stretch[] {
  return evenStretches(day, zone)
}

const evenStretches = remembering(1_000, (day: Day, zone: string) => `${day} ${zone}`, stretches)

function stretches(day: Day, zone: string): readonly Stretch[] {
  const wall = Date.parse(`${day}T00:00:00Z`)
  const startsAt = dayStart(day, zone).getTime()
  const endsAt = dayStart(dayAfter(day, 1), zone).getTime()
  if (startsAt === endsAt) return [] // Samoa's 30 December 2011: a day that no clock showed
  const [before, after] = [offset(startsAt, zone), offset(endsAt - 1, zone)]
  if (before === after) return [{ startsAt, endsAt, midnight: wall - before }]
  const changesAt = clockChange(startsAt, endsAt - 1, zone)
  return [
    { startsAt, endsAt: changesAt, midnight: wall - before },
    { startsAt: changesAt, endsAt, midnight: wall - after },
  ]
}

/** One hour of a day: the clock's hour, the wall time it starts at, and `again` when a clock change repeats it. */
export type HourOfDay = { hour: number; label: string; again: boolean; startsAt: Date; endsAt: Date }

/** The hours of a day in order, without gap or overlap: 24, or 23 or 25 where the clocks change by an hour. */
export function hoursOfDay(day: Day, zone: string): HourOfDay[] {
  const hours: HourOfDay[] = []
  for (const { startsAt, endsAt, midnight } of stretchesOfDay(day, zone)) {
    let from = startsAt
    while (from < endsAt) {
      const number = Math.floor((from - midnight) / hour)
      const to = Math.min(midnight + (number + 1) * hour, endsAt)
      const label = new Date(from - midnight).toISOString().slice(11, 16)
      const again = hours.some(earlier => earlier.hour === number)
      hours.push({ hour: number, label, again, startsAt: new Date(from), endsAt: new Date(to) })
      from = to
    }
  }
  return hours
}

/** What the clock on the wall shows at an instant, as if it were UTC. */
function wallClock(at: number, zone: string) {
  return new Date(at + offset(at, zone))
}

function twoDigits(number: number) {
  return String(number).padStart(2, '0')
}

/** Milliseconds that the wall clock is ahead of UTC: luxon knows the zones, and that is all of it we need. */
function offset(at: number, zone: string) {
  return IANAZone.create(zone).offset(at) * 60_000
}

/** The instants, none to two in order, at which the wall shows a time (given as if it were UTC). */
function instantsOf(wall: number, zone: string): number[] {
  // A time is repeated when the offset gets smaller, so the earlier offset gives the earlier instant.
  const offsets = new Set([offset(wall - 24 * hour, zone), offset(wall + 24 * hour, zone)])
  return [...offsets].filter(ahead => offset(wall - ahead, zone) === ahead).map(ahead => wall - ahead)
}

/** The instant of the clock change that skips a wall time. */
function clockChangeOver(wall: number, zone: string) {
  return clockChange(wall - offset(wall + 24 * hour, zone) - 1, wall - offset(wall - 24 * hour, zone), zone)
}

/** The first instant after `from`, up to `to`, at which the offset is no longer that of `from`. */
function clockChange(from: number, to: number, zone: string) {
  const before = offset(from, zone)
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offset(middle, zone) === before) low = middle
    else high = middle
  }
  return high
}
