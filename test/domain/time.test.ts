import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  dayStart,
  hoursOfDay,
  instantOf,
  isoWithOffset,
  isZone,
  localDay,
  localHour,
  stretchesOfDay,
} from '../../src/domain/time.ts'
import { clockChangesByIntl, expectBothExpansionsToAgree, wallByIntl } from './clock-changes.ts'

const at = (text: string) => new Date(text)

describe('given Shanghai, where clocks never change', () => {
  const zone = 'Asia/Shanghai'
  test('the day turns at 16:00 UTC', () => {
    expect(localDay(at('2026-11-22T15:59:59.999Z'), zone)).toBe('2026-11-22')
    expect(localDay(at('2026-11-22T16:00:00Z'), zone)).toBe('2026-11-23')
    expect(dayStart('2026-11-23', zone)).toEqual(at('2026-11-22T16:00:00Z'))
    expect(localHour(at('2026-11-22T16:30:00Z'), zone)).toBe(0)
  })
  test('an instant is written with the offset of the zone', () => {
    expect(isoWithOffset(at('2026-11-22T01:00:00Z'), zone)).toBe('2026-11-22T09:00:00+08:00')
    expect(isoWithOffset(at('2026-11-22T01:00:00.250Z'), zone)).toBe('2026-11-22T09:00:00.250+08:00')
  })
  test('every day is one stretch of 24 hours', () => {
    expect(stretchesOfDay('2026-03-29', zone)).toHaveLength(1)
    expect(hoursOfDay('2026-03-29', zone).map(({ label }) => label)).toEqual(
      Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`),
    )
  })
})

describe('given Berlin, where clocks change', () => {
  const zone = 'Europe/Berlin'
  test('the skipped half past two does not exist', () => {
    expect(instantOf('2026-03-29', '02:30', zone)).toEqual({
      fault: 'does_not_exist',
      changesAt: at('2026-03-29T01:00:00Z'),
    })
    expect(instantOf('2026-03-29', '03:00', zone)).toEqual({ at: at('2026-03-29T01:00:00Z') })
  })
  test('the repeated half past two happens twice', () => {
    expect(instantOf('2026-10-25', '02:30', zone)).toEqual({
      fault: 'happens_twice',
      first: at('2026-10-25T00:30:00Z'),
      second: at('2026-10-25T01:30:00Z'),
    })
    expect(instantOf('2026-10-25', '03:00', zone)).toEqual({ at: at('2026-10-25T02:00:00Z') })
  })
  test('the day in spring has 23 hours, the one in autumn 25 with one of them again', () => {
    expect(hoursOfDay('2026-03-29', zone).map(({ hour }) => hour)).not.toContain(2)
    expect(hoursOfDay('2026-03-29', zone)).toHaveLength(23)
    const autumn = hoursOfDay('2026-10-25', zone)
    expect(autumn).toHaveLength(25)
    expect(autumn.filter(({ again }) => again).map(({ label }) => label)).toEqual(['02:00'])
  })
})

test('a day whose midnight is skipped starts at its first moment', () => {
  expect(dayStart('2026-09-06', 'America/Santiago')).toEqual(at('2026-09-06T04:00:00Z'))
  expect(instantOf('2026-09-06', '00:00', 'America/Santiago')).toMatchObject({ fault: 'does_not_exist' })
})

test('a day that no clock showed has no hours', () => {
  expect(hoursOfDay('2011-12-30', 'Pacific/Apia')).toEqual([])
})

test.each(['24:00', '9:00', '09:60', '0900', '09:00:00', ''])('%j is not a time of the day', time => {
  expect(instantOf('2026-11-22', time, 'Asia/Shanghai')).toEqual({ fault: 'not_a_time' })
})

test('a time on a day that does not exist is not a time', () => {
  expect(instantOf('2026-02-30', '09:00', 'Asia/Shanghai')).toEqual({ fault: 'not_a_time' })
})

test('a zone has a name', () => {
  expect(isZone('Asia/Shanghai')).toBe(true)
  for (const text of ['Asia/Nowhere', '+08:00', '', '8']) expect(isZone(text)).toBe(false)
})

// Half-hour change, skipped midnight, change at midnight backwards, five changes in Ramadan, +05:45, the usual ones.
const sample = [
  'Australia/Lord_Howe',
  'America/Santiago',
  'America/Havana',
  'Africa/Casablanca',
  'America/Nuuk',
]

test.each(sample)('the days around the clock changes of %s agree with an expansion by Intl', zone => {
  const changes = clockChangesByIntl(zone, Date.UTC(2026, 0), Date.UTC(2028, 0))
  expect(changes.length).toBeGreaterThan(2)
  for (const change of changes) expectBothExpansionsToAgree(change, zone)
})

test('at any instant, day, hour and offset are those that Intl shows, and the written instant is the same one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2037, 11) }),
      fc.constantFrom(...sample, 'Asia/Shanghai', 'Asia/Kathmandu', 'UTC'),
      (ms, zone) => {
        const [day, time] = wallByIntl(ms, zone)
        expect(localDay(at(new Date(ms).toISOString()), zone)).toBe(day)
        expect(localHour(new Date(ms), zone)).toBe(Number(time.slice(0, 2)))
        expect(Date.parse(isoWithOffset(new Date(ms), zone))).toBe(ms)
        expect(isoWithOffset(new Date(ms), zone)).toContain(`${day}T${time}`)
      },
    ),
  )
})

test('an instant is written as luxon writes it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2999, 11) }),
      fc.boolean(),
      fc.constantFrom(...sample, 'Asia/Shanghai', 'America/St_Johns', 'UTC', 'Etc/UTC'),
      (ms, whole, zone) => {
        const instant = whole ? Math.floor(ms / 1000) * 1000 : ms
        const theirs = DateTime.fromMillis(instant, { zone })
        expect(isoWithOffset(new Date(instant), zone)).toBe(theirs.toISO({ suppressMilliseconds: true }))
        expect(localDay(new Date(instant), zone)).toBe(theirs.toISODate())
        expect(localHour(new Date(instant), zone)).toBe(theirs.hour)
      },
    ),
  )
})
