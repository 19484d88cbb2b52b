import { expect, test } from 'vitest'
import {
  formatCalendarDay,
  formatDay,
  formatMoment,
  formatSpan,
  formatTime,
} from '../../src/domain/time-words.ts'

const zone = 'Asia/Shanghai'
const nine = new Date('2026-11-22T01:00:00Z')
const tenToTen = new Date('2026-11-22T01:50:00Z')
const twoAtNight = new Date('2026-11-22T18:00:00Z')

test('a day, a time and a moment are written as people of each language write them', () => {
  expect(formatDay(nine, zone, 'zh-Hans')).toBe('11月22日 星期日')
  expect(formatDay(nine, zone, 'zh-Hant')).toBe('11月22日 星期日')
  expect(formatDay(nine, zone, 'en')).toBe('Sunday 22 November')
  expect(formatTime(nine, zone, 'zh-Hans')).toBe('09:00')
  expect(formatMoment(nine, zone, 'zh-Hant')).toBe('11月22日 星期日 09:00')
  expect(formatMoment(nine, zone, 'en')).toBe('Sunday 22 November, 09:00')
})

test('midnight is 00:00, not 24:00', () => {
  expect(formatTime(new Date('2026-11-22T16:00:00Z'), zone, 'zh-Hans')).toBe('00:00')
  expect(formatTime(new Date('2026-11-22T16:00:00Z'), zone, 'en')).toBe('00:00')
})

test('a span names the second day only when it is another', () => {
  expect(formatSpan(nine, tenToTen, zone, 'zh-Hans')).toBe('11月22日 星期日 09:00–09:50')
  expect(formatSpan(nine, tenToTen, zone, 'en')).toBe('Sunday 22 November, 09:00–09:50')
  expect(formatSpan(nine, twoAtNight, zone, 'zh-Hant')).toBe('11月22日 星期日 09:00 至 11月23日 星期一 02:00')
  expect(formatSpan(nine, twoAtNight, zone, 'en')).toBe(
    'Sunday 22 November, 09:00 to Monday 23 November, 02:00',
  )
})

test('a calendar day is the same day in every zone', () => {
  expect(formatCalendarDay('2026-01-05', 'en')).toBe('Monday 5 January')
  expect(formatCalendarDay('2026-01-05', 'zh-Hans')).toBe('1月5日 星期一')
})
