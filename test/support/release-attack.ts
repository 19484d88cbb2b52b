import { hiddenFrom, narrowest } from '../../src/domain/release/cell-limits.ts'
import { guarded } from '../../src/domain/release/contact-codes.ts'
import { attributes, type CellName, type MonthTables } from '../../src/domain/release/month-tables.ts'

type Bounds = { truth: number; least: number; most: number }

/** What an attacker finds: how many guarded numbers there are, and which it bounds more narrowly than it may. */
export type Found = {
  cells: number
  narrow: { name: CellName; truth: number; least: number; most: number }[]
}

/**
 * Somebody who sets everything that was released of a month off against everything else, and, where it is a partner, its
 * own contacts too: bounds of every count of others, from each equation between them, tightened until nothing moves.
 * It also knows exactly how many contacts each week had, and by what means. `shown` bounds a released number.
 */
export function attack(
  truth: MonthTables,
  attacker: string | null,
  shown: (cell: number) => { least: number; most: number } | undefined,
): Found {
  const own = new Int32Array(truth.counts.length)
  for (const [contact, partner] of truth.partners.entries())
    if (attacker !== null && partner === attacker) truth.count(own, contact)
  const named = truth.guardedCells()
  const bounds = new Map<number, Bounds>()
  const of = (cell: number) => {
    const known = bounds.get(cell)
    if (known) return known
    const one = { truth: truth.counts[cell]! - own[cell]!, least: 0, most: truth.codes.length * 3 }
    bounds.set(cell, one)
    return one
  }
  for (const { cell } of named) {
    const seen = shown(cell)
    const one = of(cell)
    if (!seen) continue
    one.least = Math.max(0, seen.least - own[cell]!)
    one.most = Math.max(0, seen.most - own[cell]!)
  }
  const equations: { sum: Bounds; parts: Bounds[] }[] = []
  const exactly = (parts: Bounds[]) => {
    const all = parts.reduce((sum, one) => sum + one.truth, 0)
    equations.push({ sum: { truth: all, least: all, most: all }, parts })
  }
  const places = Array.from({ length: truth.shape.weeks + 1 }, (_, part) => part)
  for (const attribute of guarded.keys()) {
    const codes = Array.from({ length: truth.sizes[attribute]! }, (_, code) => code)
    for (const part of places) exactly(codes.map(code => of(truth.cell(part, attribute, code))))
    exactly(codes.map(code => of(truth.cell(-1, attribute, code))))
    for (const code of codes)
      equations.push({
        sum: of(truth.cell(-1, attribute, code)),
        parts: places.map(part => of(truth.cell(part, attribute, code))),
      })
  }
  for (const [first, second] of truth.shape.crossed) {
    const crossed = named.filter(({ name }) => name.first[0] === first && name.second?.[0] === second)
    const [a, b] = [attributes.indexOf(first), attributes.indexOf(second)]
    for (const [code, text] of truth.shape.codes[first].entries())
      equations.push({
        sum: of(truth.cell(-1, a, code)),
        parts: crossed.filter(({ name }) => name.first[1] === text).map(({ cell }) => of(cell)),
      })
    if (first === 'problem') continue
    for (const [code, text] of truth.shape.codes[second].entries()) {
      const parts = crossed.filter(({ name }) => name.second?.[1] === text).map(({ cell }) => of(cell))
      if (b < guarded.length) equations.push({ sum: of(truth.cell(-1, b, code)), parts })
      else exactly(parts)
    }
  }
  tighten(equations)
  const room = hiddenFrom(truth, attacker)
  return {
    cells: named.length,
    narrow: named.flatMap(({ cell, name }) => {
      const one = of(cell)
      if (one.truth < one.least || one.truth > one.most)
        throw new Error('An attack that finds what is not true.')
      return one.most - one.least < Math.min(narrowest, room(name)) ? [{ name, ...one }] : []
    }),
  }
}

function tighten(equations: readonly { sum: Bounds; parts: Bounds[] }[]): void {
  for (let moved = true; moved; ) {
    moved = false
    const narrow = (one: Bounds, least: number, most: number) => {
      if (least > one.least) [one.least, moved] = [least, true]
      if (most < one.most) [one.most, moved] = [most, true]
    }
    for (const { sum, parts } of equations) {
      let [least, most] = [0, 0]
      for (const part of parts) {
        least += part.least
        most += part.most
      }
      narrow(sum, least, most)
      for (const part of parts) narrow(part, sum.least - (most - part.most), sum.most - (least - part.least))
    }
  }
}

/**
 * What free dates and hidden small counts give away: of all counts of a code in a week that are from 1 to 4, how many
 * follow from subtracting two longer periods, both of which are shown because they count five or more.
 */
export function freeDatesAttack(months: readonly MonthTables[]): { small: number; found: number } {
  let [small, found] = [0, 0]
  const all = months[0]
  if (!all) return { small, found }
  for (const attribute of guarded.keys())
    for (let code = 0; code < all.sizes[attribute]!; code++) {
      const weeks = months.flatMap(month =>
        Array.from(
          { length: month.shape.weeks },
          (_, week) => month.counts[month.cell(week, attribute, code)]!,
        ),
      )
      const whole = weeks.reduce((sum, one) => sum + one, 0)
      let before = 0
      for (const count of weeks) {
        const after = whole - before - count
        if (count > 0 && count < 5) {
          small += 1
          if (before >= 5 || after >= 5) found += 1
        }
        before += count
      }
    }
  return { small, found }
}
