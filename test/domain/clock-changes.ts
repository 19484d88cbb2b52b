import { expect } from 'vitest'
import { dayAfter, eachDay } from '../../src/domain/days.ts'
import {
  dayStart,
  hoursOfDay,
  instantOf,
  localDay,
  localHour,
  stretchesOfDay,
} from '../../src/domain/time.ts'

const minute = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** What the wall shows, straight from Intl: ['2026-11-22', '09:00']. */
export function wallByIntl(at: number, zone: string): [day: string, time: string] {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
      hourCycle: 'h23',
    })
  formats.set(zone, format)
  const [day = '', time = ''] = format.format(at).split(' ')
  return [day, time.slice(0, 5)]
}

/** Every instant of a clock change in [from, to), found with Intl alone: steps of three days, then bisection. */
export function clockChangesByIntl(zone: string, from: number, to: number): number[] {
  const ahead = (at: number) => Date.parse(`${wallByIntl(at, zone).join('T')}:00Z`) - at
  const changes: number[] = []
  const step = 3 * 24 * 60 * minute
  for (let at = from; at < to; at += step) {
    let [low, high] = [at, at + step]
    if (ahead(low) === ahead(high)) continue
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / minute / 2) * minute
      if (ahead(middle) === ahead(low)) low = middle
      else high = middle
    }
    changes.push(high)
  }
  return changes
}

/** Expands the days around an instant twice, by Intl quarter by quarter and by domain/time, and expects one result. */
export function expectBothExpansionsToAgree(around: number, zone: string): void {
  const hour = 60 * minute
  const days = eachDay({
    from: localDay(new Date(around - 24 * hour), zone),
    to: localDay(new Date(around + 24 * hour), zone),
  })
  const shown = new Map<string, number[]>()
  for (let at = around - 96 * hour; at < around + 96 * hour; at += 15 * minute) {
    const wall = wallByIntl(at, zone).join(' ')
    shown.set(wall, [...(shown.get(wall) ?? []), at])
  }
  for (const day of days) {
    const ofDay = [...shown].filter(([wall]) => wall.startsWith(day)).flatMap(([, instants]) => instants)
    const [first, last] = [Math.min(...ofDay), Math.max(...ofDay) + 15 * minute]
    expect(dayStart(day, zone).getTime(), `${zone} ${day} starts`).toBe(first)
    expect(dayStart(dayAfter(day, 1), zone).getTime(), `${zone} ${day} ends`).toBe(last)
    for (let quarter = 0; quarter < 96; quarter++) {
      const time = new Date(quarter * 15 * minute).toISOString().slice(11, 16)
      expect(expandedInstants(day, time, zone), `${zone} ${day} ${time}`).toEqual(
        shown.get(`${day} ${time}`) ?? [],
      )
    }
    expectHoursToTile(day, zone, first, last)
    for (const { startsAt, endsAt, midnight } of stretchesOfDay(day, zone))
      for (const at of [startsAt, endsAt - minute])
        expect(new Date(at - midnight).toISOString().slice(11, 16)).toBe(wallByIntl(at, zone)[1])
  }
}

function expandedInstants(day: string, time: string, zone: string): number[] {
  const wall = instantOf(day, time, zone)
  if (wall.fault === undefined) return [wall.at.getTime()]
  if (wall.fault === 'happens_twice') return [wall.first.getTime(), wall.second.getTime()]
  expect(wall.fault).toBe('does_not_exist')
  return []
}

function expectHoursToTile(day: string, zone: string, first: number, last: number) {
  const hours = hoursOfDay(day, zone)
  expect(hours[0]?.startsAt.getTime()).toBe(first)
  expect(hours.at(-1)?.endsAt.getTime()).toBe(last)
  hours.forEach(({ hour, label, startsAt, endsAt }, index) => {
    if (index > 0) expect(startsAt).toEqual(hours[index - 1]?.endsAt)
    expect(wallByIntl(startsAt.getTime(), zone)).toEqual([day, label])
    expect(Number(wallByIntl(endsAt.getTime() - minute, zone)[1].slice(0, 2))).toBe(hour)
    expect(localHour(startsAt, zone)).toBe(hour)
    expect(localDay(startsAt, zone)).toBe(day)
  })
}
