import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { monthOf } from '../../src/domain/days.ts'
import {
  isClosed,
  type MonthCounts,
  type MonthShown,
  protectMonth,
  releaseName,
  weeksInside,
} from '../../src/domain/releases.ts'

describe('given the calendar', () => {
  test('periods are named as ISO 8601 names them, over the turn of the year too', () => {
    expect(releaseName({ from: '2020-02-01', to: '2020-02-29' })).toBe('2020-02')
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
  test('a month is closed when it is over and nothing of it, or of before, is still sealed', () => {
    const month = monthOf('2020-02-10')
    expect(isClosed(month, '2020-03-01', null)).toBe(true)
    expect(isClosed(month, '2020-02-29', null)).toBe(false)
    expect(isClosed(month, '2020-03-02', '2020-02-29')).toBe(false)
    expect(isClosed(month, '2020-03-02', '2020-03-01')).toBe(true)
  })
})

const count = fc.oneof({ weight: 3, arbitrary: fc.nat(6) }, { weight: 2, arbitrary: fc.nat(60) })
const month: fc.Arbitrary<MonthCounts> = fc.integer({ min: 2, max: 6 }).chain(codes => {
  const row = fc.array(count, { minLength: codes, maxLength: codes })
  return fc.record({ weeks: fc.array(row, { minLength: 3, maxLength: 4 }), leftOver: row })
})

describe('given somebody who sets weeks and months off against each other', () => {
  test('no small count can be bounded under the threshold, in any week, the left-over days or the month', () => {
    fc.assert(
      fc.property(month, counts => {
        const found = attack(counts, protectMonth(counts))
        for (const { truth, most } of found)
          if (truth > 0 && truth < 5) expect(most).toBeGreaterThanOrEqual(5)
      }),
      { numRuns: 2000 },
    )
  })
  test('what is shown is true, and nothing from 1 to 4 is shown', () => {
    fc.assert(
      fc.property(month, counts => {
        const shown = protectMonth(counts)
        const whole = counts.leftOver.map((left, code) =>
          counts.weeks.reduce((sum, week) => sum + (week[code] ?? 0), left),
        )
        for (const [cells, truth] of [
          [shown.month.cells, whole] as const,
          ...shown.weeks.map(({ cells }, week) => [cells, counts.weeks[week] ?? []] as const),
        ])
          cells.forEach((cell, code) => {
            if (cell === null) return
            expect(cell).toBe(truth[code])
            expect(cell === 0 || cell >= 5).toBe(true)
          })
      }),
    )
  })
  test('the attacker is able: months and weeks protected one by one give small counts away', () => {
    const counts = {
      weeks: [
        [20, 30],
        [3, 30],
        [20, 30],
      ],
      leftOver: [0, 0],
    }
    const naive: MonthShown = {
      month: { cells: [43, 90], total: 133 },
      weeks: [
        { cells: [20, 30], total: 50 },
        { cells: [null, null], total: 33 },
        { cells: [20, 30], total: 50 },
      ],
    }
    expect(attack(counts, naive).some(({ truth, most }) => truth === 3 && most < 5)).toBe(true)
    expect(attack(counts, protectMonth(counts)).every(({ truth, most }) => truth !== 3 || most >= 5)).toBe(
      true,
    )
  })
  test('where weeks cannot be shown safely, the month still is', () => {
    const shown = protectMonth({
      weeks: [
        [4, 0],
        [4, 0],
        [4, 0],
      ],
      leftOver: [0, 30],
    })
    expect(shown.weeks.flatMap(week => week.cells).every(cell => cell === null || cell === 0)).toBe(true)
    expect(shown.month).toEqual({ cells: [12, 30], total: 42 })
  })
})

type Unknown = { truth: number; least: number; most: number }

/** Bounds of each count from every equation between what is shown, tightened until nothing moves any more. */
function attack({ weeks, leftOver }: MonthCounts, shown: MonthShown): Unknown[] {
  const know = (truth: number, cell: number | null | undefined): Unknown =>
    cell === null || cell === undefined
      ? { truth, least: 0, most: Number.POSITIVE_INFINITY }
      : { truth, least: cell, most: cell }
  const add = (counts: readonly number[]) => counts.reduce((sum, one) => sum + one, 0)
  const cells = [
    ...weeks.map((week, row) => week.map((truth, code) => know(truth, shown.weeks[row]?.cells[code]))),
    leftOver.map(truth => know(truth, null)),
  ]
  const columns = leftOver.map((_, code) =>
    know(add(cells.map(row => row[code]?.truth ?? 0)), shown.month.cells[code]),
  )
  const rowTotals = cells.map((row, index) =>
    know(add(row.map(({ truth }) => truth)), shown.weeks[index]?.total),
  )
  const whole = know(add(columns.map(({ truth }) => truth)), shown.month.total)
  const equations: [Unknown, Unknown[]][] = [
    ...cells.map((row, index): [Unknown, Unknown[]] => [rowTotals[index] as Unknown, row]),
    ...columns.map((column, code): [Unknown, Unknown[]] => [column, cells.map(row => row[code] as Unknown)]),
    [whole, columns],
    [whole, rowTotals],
  ]
  for (let moved = true; moved; ) {
    moved = false
    const narrow = (one: Unknown, least: number, most: number) => {
      if (least > one.least) [one.least, moved] = [least, true]
      if (most < one.most) [one.most, moved] = [most, true]
    }
    for (const [sum, parts] of equations) {
      narrow(sum, add(parts.map(({ least }) => least)), add(parts.map(({ most }) => most)))
      for (const part of parts) {
        const others = parts.filter(one => one !== part)
        narrow(
          part,
          sum.least - add(others.map(({ most }) => most)),
          sum.most - add(others.map(({ least }) => least)),
        )
      }
    }
  }
  return [...cells.flat(), ...columns]
}
