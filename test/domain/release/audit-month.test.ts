import { describe, expect, test } from 'vitest'
import { auditMonth } from '../../../src/domain/release/audit-month.ts'
import { mostError } from '../../../src/domain/release/cell-limits.ts'
import { type CountedContact, pairs } from '../../../src/domain/release/contact-codes.ts'
import { monthWalk, stepsFor } from '../../../src/domain/release/draw-month.ts'
import { MonthTables } from '../../../src/domain/release/month-tables.ts'
import { fewestContacts, typicalError } from '../../../src/domain/release/release-content.ts'
import { releaseMonth } from '../../../src/domain/release/release-month.ts'
import { dice } from '../../support/dice.ts'
import { cityCodes, madeUpMonth } from '../../support/made-up-city.ts'

const shape = { weeks: 4, crossed: pairs, codes: cityCodes }
const seed = 41

function drawnOf(truth: MonthTables, next: () => number) {
  const drawn = truth.copy()
  monthWalk(drawn, next)(stepsFor(drawn))
  return drawn
}

describe('given a month that is drawn', () => {
  const truth = new MonthTables(madeUpMonth(seed, 200), shape)
  const cells = truth.guardedCells()
  const draws = Array.from({ length: 6 }, (_, draw) => drawnOf(truth, dice(seed + draw)))

  test('no number is further from the truth than is said, and on average no further than is said', () => {
    const errors = draws.flatMap(drawn => cells.map(({ cell }) => drawn.counts[cell]! - truth.counts[cell]!))
    const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
    expect(Math.max(...errors.map(Math.abs))).toBeLessThanOrEqual(mostError)
    const single = cells.filter(({ name }) => name.week < 0 && !name.second).map(({ cell }) => cell)
    const ofMonth = draws.flatMap(drawn =>
      single.map(cell => Math.abs(drawn.counts[cell]! - truth.counts[cell]!)),
    )
    console.log(`seed ${seed}: mean error ${mean(ofMonth).toFixed(2)} in the month's tables`)
    expect(mean(ofMonth)).toBeLessThanOrEqual(typicalError)
    expect(mean(ofMonth)).toBeGreaterThan(1)
  })
  test('the walk has forgotten the truth: two draws differ from each other as much as from it', () => {
    const apart = (a: MonthTables, b: MonthTables) =>
      cells.reduce((sum, { cell }) => sum + Math.abs(a.counts[cell]! - b.counts[cell]!), 0)
    const fromTruth = apart(draws[0]!, truth)
    expect(apart(draws[0]!, draws[1]!)).toBeGreaterThan(fromTruth)
  })
  test('weeks, month and crossed tables agree with each other: they count one and the same month', () => {
    const [drawn] = draws as [MonthTables]
    for (const { cell, name } of cells.filter(({ name }) => name.week < 0 && !name.second)) {
      const attribute = ['problem', 'riskAnswer', 'ageBand', 'ending', 'territory'].indexOf(name.first[0])
      const code = cityCodes[name.first[0]].indexOf(name.first[1])
      const parts = [0, 1, 2, 3, 4].map(part => drawn.counts[drawn.cell(part, attribute, code)]!)
      expect(parts.reduce((sum, one) => sum + one, 0)).toBe(drawn.counts[cell])
    }
  })
  test('the number of contacts of every week, mode and kind of partner stays exact', () => {
    for (const [place, contact] of truth.codes.entries()) {
      expect(draws[0]!.codes[place]!.slice(5)).toEqual(contact.slice(5))
      expect(draws[0]!.codes[place]![0]).toHaveLength(contact[0]!.length)
    }
  })
})

describe('given the auditor', () => {
  const truth = new MonthTables(madeUpMonth(seed, 200), shape)

  test('it refuses what would leave the truth alone between two versions', async () => {
    const drawn = drawnOf(truth, dice(seed))
    const { cell } = truth.guardedCells().find(({ name }) => name.first[1] === 'completed')!
    const released = drawn.counts.slice()
    expect(await auditMonth(truth, [released])).toEqual([])
    // Two versions at both edges leave the truth alone between them.
    const [low, high] = [released.slice(), released.slice()]
    low[cell] = truth.counts[cell]! - mostError
    high[cell] = truth.counts[cell]! + mostError
    const found = await auditMonth(truth, [low, high])
    expect(found.some(({ name }) => name.first[1] === 'completed' && name.week < 0)).toBe(true)
  })
  test('it leaves the month that it looks at as it was', async () => {
    const before = truth.counts.slice()
    await auditMonth(truth, [drawnOf(truth, dice(seed)).counts])
    expect(truth.counts).toEqual(before)
  })
  test('version after version narrows the truth down, until it refuses the next', async () => {
    const versions: Int32Array[] = []
    const next = dice(seed)
    let refused = 0
    for (; versions.length < 40 && refused === 0; versions.push(drawnOf(truth, next).counts))
      refused = (await auditMonth(truth, [...versions, drawnOf(truth, next).counts])).length
    console.log(`seed ${seed}: refused after ${versions.length} versions of the same month`)
    expect(refused).toBeGreaterThan(0)
    expect(versions.length).toBeGreaterThan(1)
  })
  test('contacts whose partner nobody can tell any more hide nothing from a partner', async () => {
    const gone = madeUpMonth(seed, 120).map(
      (one, place): CountedContact => (place % 2 ? { ...one, partner: null } : one),
    )
    const made = await releaseMonth({ contacts: gone, weeks: 4, codes: cityCodes, earlier: [] }, dice(seed))
    expect('refused' in made ? 'refused' : 'released').toBe('released')
    const all = madeUpMonth(seed, 40).map(one => ({
      ...one,
      partner: one.partner === 'police' ? 'police' : null,
    }))
    const refused = await releaseMonth({ contacts: all, weeks: 4, codes: cityCodes, earlier: [] }, dice(seed))
    expect(refused).toMatchObject({ refused: 'origin_gone' })
  })
})

describe('given a month to be released', () => {
  test('too few contacts are refused', async () => {
    const few = { contacts: madeUpMonth(seed, fewestContacts - 1), weeks: 4, codes: cityCodes, earlier: [] }
    expect(await releaseMonth(few, dice(seed))).toEqual({ refused: 'too_few', narrow: 0 })
  })
  test('with fewer than three partners there is no table of partners, crossed or not', async () => {
    const two = madeUpMonth(seed, 150).filter(({ partner }) => partner === 'college' || partner === 'health')
    const made = await releaseMonth({ contacts: two, weeks: 4, codes: cityCodes, earlier: [] }, dice(seed))
    if ('refused' in made) throw new Error(made.refused)
    expect(made.month.tables.map(({ name }) => name)).not.toContain('partnerKind')
    expect(made.month.crossed.map(({ names }) => names[1])).not.toContain('partnerKind')
    expect(made.month.leftOut).toContainEqual({ what: 'partnerKind', why: 'few_partners' })
  })
})
