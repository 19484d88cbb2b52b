import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAfter, dayOfWeek, daysBetween, eachDay, isDay, monthOf, weekOf } from '../../src/domain/days.ts'

const anyDay = fc
  .integer({ min: Date.UTC(1901, 0), max: Date.UTC(2998, 0) })
  .map(ms => new Date(ms).toISOString().slice(0, 10))

test.each([
  '2026-02-30',
  '2026-13-01',
  '2026-00-10',
  '2023-02-29',
  '26-01-01',
  '2026-1-1',
  '2026-01-01T00:00',
  '',
  '0000-01-01',
  '9999-12-31',
  '2026-01-01\n',
])('%j is not a day', text => {
  expect(isDay(text)).toBe(false)
})

test.each(['2024-02-29', '1900-01-01', '2999-12-31'])('%s is a day', text => {
  expect(isDay(text)).toBe(true)
})

test('22 November 2026 is a Sunday and ends its week', () => {
  expect(dayOfWeek('2026-11-22')).toBe(7)
  expect(weekOf('2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' })
  expect(weekOf('2026-11-23')).toEqual({ from: '2026-11-23', to: '2026-11-29' })
})

test('February ends on its 28th, in leap years on its 29th', () => {
  expect(monthOf('2026-02-15')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(monthOf('2024-02-29').to).toBe('2024-02-29')
})

test('a span that ends before it starts has no days', () => {
  expect(eachDay({ from: '2026-01-02', to: '2026-01-01' })).toEqual([])
  expect(eachDay({ from: '2026-02-28', to: '2026-03-01' })).toEqual(['2026-02-28', '2026-03-01'])
})

test('going some days and counting them back agree, and weekdays go round', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -300, max: 300 }), (day, count) => {
      const other = dayAfter(day, count)
      expect(daysBetween(day, other)).toBe(count)
      expect((((dayOfWeek(day) - 1 + count) % 7) + 7) % 7).toBe(dayOfWeek(other) - 1)
      expect(dayOfWeek(day) % 7).toBe(new Date(`${day}T00:00:00Z`).getUTCDay())
    }),
  )
})

test('every day lies in its own week and month, and these are whole', () => {
  fc.assert(
    fc.property(anyDay, day => {
      expect(eachDay(weekOf(day))).toContain(day)
      expect(eachDay(weekOf(day)).map(dayOfWeek)).toEqual([1, 2, 3, 4, 5, 6, 7])
      const month = eachDay(monthOf(day))
      expect(month).toContain(day)
      expect(month[0]?.slice(8)).toBe('01')
      expect(dayAfter(monthOf(day).to, 1).slice(8)).toBe('01')
    }),
  )
})
