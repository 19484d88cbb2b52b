import { guarded } from './contact-codes.ts'
import { attributes, type CellName, type MonthTables } from './month-tables.ts'

/** How far a released number may lie from the truth: enough to hide five contacts even from a partner. */
export const mostError = 8

/** No guarded number may be pinned down more narrowly than this, from its least to its most. */
export const narrowest = 5

/** Somebody who wants to know more than is released: everybody (null), or one partner, who knows its own contacts. */
export type Attacker = string | null

/** A partner whose own contacts nobody can tell any more: all those that could be its own hide nothing from it. */
const untold = ''

/** Everybody, each partner that has contacts in the month, and where some cannot be told, whosever those are. */
export function attackersOf({ partners }: MonthTables): Attacker[] {
  const known = [...new Set(partners)].filter(partner => partner !== null).sort()
  return [null, ...known, ...(partners.includes(null) ? [untold] : [])]
}

/** How many contacts that an attacker does not know could be in a cell at all; exact counts tell as much already. */
export function hiddenFrom(tables: MonthTables, attacker: Attacker): (name: CellName) => number {
  const { shape } = tables
  const known = new Map<string, number>()
  return ({ week, first, second }) => {
    const key = [week, first[0], second?.[0], second && isOpen(second[0]) ? second[1] : ''].join(' ')
    const before = known.get(key)
    if (before !== undefined) return before
    const one = attributes.indexOf(first[0])
    const other = second ? attributes.indexOf(second[0]) : -1
    const fixed = second && isOpen(second[0]) ? shape.codes[second[0]].indexOf(second[1]) : -1
    let room = 0
    for (const [contact, codes] of tables.codes.entries()) {
      if (attacker !== null && tables.partners[contact] === attacker) continue
      if (week >= 0 && tables.parts[contact] !== week) continue
      if (codes[one]!.length === 0 || (other >= 0 && codes[other]!.length === 0)) continue
      if (fixed >= 0 && !codes[other]!.includes(fixed)) continue
      room += 1
    }
    known.set(key, room)
    return room
  }
}

/** Whether an attribute is counted exactly. */
export function isOpen(attribute: string): boolean {
  return !(guarded as readonly string[]).includes(attribute)
}

/**
 * Between which numbers each released cell may be drawn: within `mostError` of the truth, and so that the truth is not
 * at the very edge of what a partner would think possible. Other cells are free.
 */
export function drawLimits(tables: MonthTables): { least: Int32Array; most: Int32Array } {
  const least = new Int32Array(tables.counts.length).fill(0)
  const most = new Int32Array(tables.counts.length).fill(2 ** 30)
  const cells = tables.guardedCells()
  for (const { cell } of cells) {
    least[cell] = Math.max(0, tables.counts[cell]! - mostError)
    most[cell] = tables.counts[cell]! + mostError
  }
  for (const attacker of attackersOf(tables)) {
    const own = new Int32Array(tables.counts.length)
    for (const [contact, partner] of tables.partners.entries())
      if (attacker !== null && partner === attacker) tables.count(own, contact)
    const hidden = hiddenFrom(tables, attacker)
    for (const { cell, name } of cells) {
      const needed = Math.min(narrowest, hidden(name))
      least[cell] = Math.max(least[cell]!, own[cell]! + needed - mostError)
      most[cell] = Math.min(most[cell]!, own[cell]! + hidden(name) - needed + mostError)
    }
  }
  return { least, most }
}
