import { describe, expect, test } from 'vitest'
import { plannedIntervals, readTimeOfDay } from '../../src/domain/planned-intervals.ts'

const line = (from: string, to: string, nextDay = false) => ({ from, to, nextDay })

describe('given the lines of a day', () => {
  test('when they are times, then they become instants of the zone', () => {
    const { intervals, faults } = plannedIntervals('2026-11-24', [line('08:00', '12:30')], 'Asia/Shanghai')
    expect(faults).toEqual([])
    expect(intervals).toEqual([
      { startsAt: new Date('2026-11-24T00:00:00Z'), endsAt: new Date('2026-11-24T04:30:00Z') },
    ])
  })

  test('when an end lies at or before its start, then it is refused unless it was said to be the next day', () => {
    const refused = { line: 0, field: 'to', code: 'shift_ends_before_it_starts' }
    for (const end of ['22:00', '02:00'])
      expect(plannedIntervals('2026-11-24', [line('22:00', end)], 'UTC').faults).toEqual([refused])
    expect(plannedIntervals('2026-11-24', [line('22:00', '02:00', true)], 'UTC').intervals).toEqual([
      { startsAt: new Date('2026-11-24T22:00:00Z'), endsAt: new Date('2026-11-25T02:00:00Z') },
    ])
  })

  test('when the clocks skip or repeat a time, then it is refused at its field', () => {
    const code = 'shift_in_clock_change'
    expect(plannedIntervals('2026-03-29', [line('02:30', '06:00')], 'Europe/Berlin').faults).toEqual([
      { line: 0, field: 'from', code },
    ])
    expect(plannedIntervals('2026-10-25', [line('01:00', '02:30')], 'Europe/Berlin').faults).toEqual([
      { line: 0, field: 'to', code },
    ])
  })

  test('when a shift spans a clock change, then it lasts as long as it really does', () => {
    const { intervals } = plannedIntervals('2026-03-28', [line('22:00', '06:00', true)], 'Europe/Berlin')
    expect(intervals[0]!.endsAt.getTime() - intervals[0]!.startsAt.getTime()).toBe(7 * 3_600_000)
  })

  test('when several things are wrong, then all are told', () => {
    const { intervals, faults } = plannedIntervals(
      '2026-11-24',
      [line('', '12:00'), line('25:00', 'noon'), line('13:00', '14:00')],
      'UTC',
    )
    expect(faults.map(fault => [fault.line, fault.field, fault.code])).toEqual([
      [0, 'from', 'missing'],
      [1, 'from', 'not_a_time'],
      [1, 'to', 'not_a_time'],
    ])
    expect(intervals).toHaveLength(1)
  })
})

test.each([
  ['9:05', '09:05'],
  ['0905', '09:05'],
  ['９：０５', '09:05'],
  ['09:05:00', '09:05'],
  [' noon ', 'noon'],
])('the time typed as %s is read as %s', (typed, read) => {
  expect(readTimeOfDay(typed)).toBe(read)
})
