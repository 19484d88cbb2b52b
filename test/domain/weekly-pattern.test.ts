import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAfter, dayOfWeek } from '../../src/domain/days.ts'
import { localDay } from '../../src/domain/time.ts'
import { shiftsOfPatterns, type WeeklyPattern } from '../../src/domain/weekly-pattern.ts'
import { clockChangesByIntl, wallByIntl } from './clock-changes.ts'

const pattern = (changes: Partial<WeeklyPattern>): WeeklyPattern => ({
  id: 'p',
  counselorId: 'c',
  weekday: 1,
  fromTime: '09:00',
  toTime: '12:00',
  fromDay: '2026-01-01',
  untilDay: null,
  ...changes,
})
const expand = (patterns: WeeklyPattern[], from: string, to: string, zone = 'Asia/Shanghai', off = []) =>
  shiftsOfPatterns(patterns, off, { from, to }, zone)
const hours = (shifts: { startsAt: Date; endsAt: Date }[]) =>
  shifts.map(({ startsAt, endsAt }) => (endsAt.getTime() - startsAt.getTime()) / 3_600_000)

describe('given a weekly pattern', () => {
  test('then it has a shift on its weekday only, within its days, both included', () => {
    const weeks = pattern({ weekday: 3, fromDay: '2026-11-25', untilDay: '2026-12-09' })
    expect(expand([weeks], '2026-11-16', '2026-12-20').map(({ day }) => day)).toEqual([
      '2026-11-25',
      '2026-12-02',
      '2026-12-09',
    ])
  })

  test('when it ends no later than it starts, then it ends on the next day', () => {
    const night = expand([pattern({ fromTime: '22:00', toTime: '06:00' })], '2026-11-23', '2026-11-23')
    expect(night).toMatchObject([
      { startsAt: new Date('2026-11-23T22:00:00+08:00'), endsAt: new Date('2026-11-24T06:00:00+08:00') },
    ])
    expect(
      hours(expand([pattern({ fromTime: '08:00', toTime: '08:00' })], '2026-11-23', '2026-11-23')),
    ).toEqual([24])
  })

  test('when a day is off for this counselor or for everybody, then it has none, and others have theirs', () => {
    const two = [pattern({}), pattern({ id: 'q', counselorId: 'd' })]
    const span = { from: '2026-11-23', to: '2026-12-07' }
    const off = [
      { counselorId: 'c', day: '2026-11-23' },
      { counselorId: null, day: '2026-11-30' },
    ]
    const found = shiftsOfPatterns(two, off, span, 'Asia/Shanghai')
    expect(found.map(({ counselorId, day }) => `${counselorId} ${day}`)).toEqual([
      'd 2026-11-23',
      'c 2026-12-07',
      'd 2026-12-07',
    ])
  })

  test('when the clocks change in the night, then it is as long as that night', () => {
    const night = pattern({ weekday: 6, fromTime: '22:00', toTime: '06:00' })
    expect(hours(expand([night], '2026-03-28', '2026-03-28', 'Europe/Berlin'))).toEqual([7])
    expect(hours(expand([night], '2026-10-24', '2026-10-24', 'Europe/Berlin'))).toEqual([9])
  })

  test('when it lies in the hour that is skipped, then it has no shift', () => {
    const lost = pattern({ weekday: 7, fromTime: '02:10', toTime: '02:50' })
    expect(expand([lost], '2026-03-29', '2026-03-29', 'Europe/Berlin')).toEqual([])
  })
})

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Asia/Shanghai',
]
const changes = zones.flatMap(zone => {
  const found = clockChangesByIntl(zone, Date.UTC(2020, 0), Date.UTC(2030, 0))
  return (found.length > 0 ? found : [Date.UTC(2026, 0)]).map(at => ({ zone, at }))
})
const quarter = 15 * 60_000
const time = fc.integer({ min: 0, max: 95 }).map(n => new Date(n * quarter).toISOString().slice(11, 16))

/** The first quarter of an hour, walking through real time, at which Intl shows this wall time or a later one. */
function walkedTo(day: string, wall: string, zone: string): number {
  let at = Date.parse(`${day}T00:00:00Z`) - 15 * 3_600_000
  while (wallByIntl(at, zone).join(' ') < `${day} ${wall}`) at += quarter
  return at
}

describe('expanded over every kind of clock change', () => {
  test('it is what walking through real time with Intl finds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.integer({ min: -2, max: 1 }),
        time,
        time,
        ({ zone, at }, shift, fromTime, toTime) => {
          const day = dayAfter(localDay(new Date(at), zone), shift)
          const weekly = pattern({ weekday: dayOfWeek(day), fromTime, toTime, fromDay: '2019-01-01' })
          const startsAt = walkedTo(day, fromTime, zone)
          const endsAt = walkedTo(toTime > fromTime ? day : dayAfter(day, 1), toTime, zone)
          const found = expand([weekly], day, day, zone).map(one => [
            one.startsAt.getTime(),
            one.endsAt.getTime(),
          ])
          expect(found).toEqual(endsAt > startsAt ? [[startsAt, endsAt]] : [])
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('stretches that adjoin on the clock adjoin in time: no gap, no overlap', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.uniqueArray(time, { minLength: 2, maxLength: 6 }),
        ({ zone, at }, times) => {
          const day = localDay(new Date(at), zone)
          const cuts = [...times].sort()
          const week = cuts.map((fromTime, index) =>
            pattern({
              id: String(index),
              weekday: dayOfWeek(day),
              fromTime,
              toTime: cuts[index + 1] ?? cuts[0] ?? '',
              fromDay: '2019-01-01',
            }),
          )
          const found = expand(week, day, day, zone)
          for (const [index, next] of found.slice(1).entries())
            expect(next.startsAt).toEqual(found[index]?.endsAt)
        },
      ),
      { numRuns: 500 },
    )
  })
})
