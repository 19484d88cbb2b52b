import { mostError } from '../../src/domain/release/cell-limits.ts'
import { pairs } from '../../src/domain/release/contact-codes.ts'
import { MonthTables } from '../../src/domain/release/month-tables.ts'
import { releaseMonth } from '../../src/domain/release/release-month.ts'
import { dice } from './dice.ts'
import { cityCodes, madeUpMonth } from './made-up-city.ts'
import { attack, freeDatesAttack } from './release-attack.ts'

/** What came of attacking a city's releases: by everybody, and by each partner in turn with its own contacts. */
export type Attacked = {
  months: number
  released: number
  leftOut: number
  numbers: number
  attackers: number
  narrow: number
  /** The same releases with true numbers, those from 1 to 4 withheld: how many numbers are bounded too narrowly. */
  naive: number
  freeDates: { small: number; found: number }
}

/** Releases months of a made-up city and attacks every one of them. */
export async function attackedCity(seed: number, months: number, contacts: number): Promise<Attacked> {
  const next = dice(seed)
  const sums = { months, released: 0, leftOut: 0, numbers: 0, attackers: 0, narrow: 0, naive: 0 }
  const truths: MonthTables[] = []
  for (let month = 0; month < months; month++) {
    const made = madeUpMonth(seed * 1000 + month, Math.round(contacts * (0.7 + 0.6 * next())))
    const closed = { contacts: made, weeks: 4, codes: cityCodes, earlier: [] }
    const result = await releaseMonth(closed, next)
    truths.push(new MonthTables(made, { weeks: 4, crossed: pairs, codes: cityCodes }))
    if ('refused' in result) continue
    sums.released += 1
    sums.leftOut += result.month.leftOut.length
    const shape = {
      weeks: result.weeks.length,
      crossed: pairs.filter(([a, b]) => result.month.crossed.some(({ names }) => `${names}` === `${[a, b]}`)),
      codes: cityCodes,
    }
    const truth = new MonthTables(
      made.map(one => ({ ...one, part: one.part < shape.weeks ? one.part : -1 })),
      shape,
    )
    const shown = new Map<number, number>()
    for (const { cell, name } of truth.guardedCells()) {
      const { tables } = name.week < 0 ? result.month : result.weeks[name.week]!
      const count = name.second
        ? result.month.crossed
            .find(({ names }) => names[0] === name.first[0] && names[1] === name.second?.[0])
            ?.rows.find(({ codes }) => codes[0] === name.first[1] && codes[1] === name.second?.[1])?.count
        : tables.find(one => one.name === name.first[0])?.rows.find(({ code }) => code === name.first[1])
            ?.count
      shown.set(cell, count ?? 0)
    }
    const partners = new Set(made.map(({ partner }) => partner))
    for (const attacker of [null, ...partners]) {
      const found = attack(truth, attacker, cell => {
        const count = shown.get(cell) ?? 0
        return { least: count - mostError, most: count + mostError }
      })
      sums.numbers += found.cells
      sums.attackers += 1
      sums.narrow += found.narrow.length
      sums.naive += attack(truth, attacker, cell => {
        const count = truth.counts[cell]!
        return count > 0 && count < 5 ? { least: 1, most: 4 } : { least: count, most: count }
      }).narrow.length
    }
  }
  return { ...sums, freeDates: freeDatesAttack(truths) }
}
