import { describe, expect, test } from 'vitest'
import { monthOf } from '../../src/domain/days.ts'
import { isClosed, monthsOfQuarter, releaseName, weeksInside } from '../../src/domain/releases.ts'

describe('given the calendar', () => {
  test('periods are named as ISO 8601 names them, over the turn of the year too', () => {
    expect(releaseName({ from: '2020-02-01', to: '2020-02-29' })).toBe('2020-02')
    expect(releaseName({ from: '2020-10-01', to: '2020-12-31' })).toBe('2020-Q4')
    expect(releaseName({ from: '2020-02-03', to: '2020-02-09' })).toBe('2020-W06')
    expect(releaseName({ from: '2019-12-30', to: '2020-01-05' })).toBe('2020-W01')
    expect(releaseName({ from: '2020-12-28', to: '2021-01-03' })).toBe('2020-W53')
  })
  test('only weeks that lie wholly inside a month are of it', () => {
    expect(weeksInside(monthOf('2020-02-10')).map(week => week.from)).toEqual([
      '2020-02-03',
      '2020-02-10',
      '2020-02-17',
    ])
    expect(weeksInside(monthOf('2021-02-10'))).toHaveLength(4)
  })
  test('a quarter is three months', () => {
    expect(monthsOfQuarter('2020-12-24').map(({ from }) => from)).toEqual([
      '2020-10-01',
      '2020-11-01',
      '2020-12-01',
    ])
  })
  test('a month is closed when it is over and nothing of it, or of before, is still sealed', () => {
    const month = monthOf('2020-02-10')
    expect(isClosed(month, '2020-03-01', null)).toBe(true)
    expect(isClosed(month, '2020-02-29', null)).toBe(false)
    expect(isClosed(month, '2020-03-02', '2020-02-29')).toBe(false)
    expect(isClosed(month, '2020-03-02', '2020-03-01')).toBe(true)
  })
})
