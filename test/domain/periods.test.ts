import { describe, expect, test } from 'vitest'
import { closedMonths, closedPeriodKind, closedWeeks } from '../../src/domain/periods.ts'

describe('given a line that started on Wednesday, 4 November 2026', () => {
  const since = '2026-11-04'
  test('on a Sunday the week is still open', () => {
    expect(closedWeeks(since, '2026-11-15')).toEqual([{ from: '2026-11-02', to: '2026-11-08' }])
  })
  test('on the Monday after it is closed', () => {
    expect(closedWeeks(since, '2026-11-16')).toEqual([
      { from: '2026-11-02', to: '2026-11-08' },
      { from: '2026-11-09', to: '2026-11-15' },
    ])
  })
  test('months close with their last day', () => {
    expect(closedMonths(since, '2026-11-30')).toEqual([])
    expect(closedMonths(since, '2027-01-01')).toEqual([
      { from: '2026-11-01', to: '2026-11-30' },
      { from: '2026-12-01', to: '2026-12-31' },
    ])
  })
  test('before it started nothing is closed', () => {
    expect(closedWeeks(since, '2026-10-01')).toEqual([])
  })
})

test('only a whole week or month that is over is a closed period', () => {
  expect(closedPeriodKind({ from: '2026-11-09', to: '2026-11-15' }, '2026-11-16')).toBe('week')
  expect(closedPeriodKind({ from: '2026-11-09', to: '2026-11-15' }, '2026-11-15')).toBeUndefined()
  expect(closedPeriodKind({ from: '2026-10-01', to: '2026-10-31' }, '2026-11-16')).toBe('month')
  expect(closedPeriodKind({ from: '2026-11-10', to: '2026-11-16' }, '2026-12-16')).toBeUndefined()
  expect(closedPeriodKind({ from: '2026-10-01', to: '2026-10-30' }, '2026-11-16')).toBeUndefined()
})
