import { describe, expect, test } from 'vitest'
import { coverageAgainst, requiredAt, shortOf } from '../../src/domain/seats-required.ts'

const seats = (language: string, planned: number, required: number) => ({ language, planned, required })

describe('what an hour needs', () => {
  test('given nothing was said, then the first language needs two at every hour and others none', () => {
    for (let hour = 0; hour < 24; hour++) {
      expect(requiredAt([], ['zh', 'yue'], { language: 'zh', weekday: 1, hour })).toBe(2)
      expect(requiredAt([], ['zh', 'yue'], { language: 'yue', weekday: 7, hour })).toBe(0)
    }
  })

  test('given somebody said so, then exactly that, none included, and only at that hour of that weekday', () => {
    const said = [
      { language: 'zh', weekday: 2, hour: 3, seats: 0 },
      { language: 'yue', weekday: 6, hour: 20, seats: 1 },
    ]
    const needed = (language: string, weekday: number, hour: number) =>
      requiredAt(said, ['zh', 'yue'], { language, weekday, hour })
    expect(needed('zh', 2, 3)).toBe(0)
    expect(needed('zh', 2, 4)).toBe(2)
    expect(needed('zh', 3, 3)).toBe(2)
    expect(needed('yue', 6, 20)).toBe(1)
    expect(needed('yue', 7, 20)).toBe(0)
  })
})

describe('coverage against what an hour needs', () => {
  test.each([
    ['as many as needed', [seats('zh', 2, 2)], 'covered'],
    ['more than needed', [seats('zh', 5, 2), seats('yue', 0, 0)], 'covered'],
    ['nobody, and nobody needed', [seats('zh', 0, 0)], 'covered'],
    ['fewer than needed', [seats('zh', 1, 2)], 'thin'],
    ['nobody at all', [seats('zh', 0, 2)], 'uncovered'],
    [
      'plenty, but none in a second language that is needed',
      [seats('zh', 5, 2), seats('yue', 0, 1)],
      'uncovered',
    ],
  ] as const)('given %s', (_, hour, coverage) => {
    expect(coverageAgainst(hour)).toBe(coverage)
  })

  test('names the languages that lack somebody', () => {
    expect(
      shortOf([seats('zh', 5, 2), seats('yue', 0, 1), seats('en', 1, 2)]).map(one => one.language),
    ).toEqual(['yue', 'en'])
  })
})
