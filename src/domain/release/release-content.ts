import type { Day } from '../days.ts'
import { mostError } from './cell-limits.ts'
import { type Attribute, guarded } from './contact-codes.ts'
import { attributes, type MonthTables } from './month-tables.ts'

/** Why something is not part of a release, or the whole of it is refused. */
export const refusals = [
  /** fewer contacts than are ever released */
  'too_few',
  /** a number could have been pinned down too narrowly, whatever was drawn */
  'too_narrow',
  /** whose contacts they were can no longer be told, so nobody can check what a partner would learn */
  'origin_gone',
  /** fewer than three partners took part */
  'few_partners',
  /** a month of the quarter was refused */
  'month_refused',
] as const
export type Refusal = (typeof refusals)[number]

/** What can be left out of a release. */
export type LeftOut = { what: 'weeks' | 'crossed' | 'partnerKind'; why: Refusal }

/** One table: exact, or drawn within the stated error. `problem` counts mentions, and so does its total. */
export type ReleasedTable = {
  name: Attribute
  exact: boolean
  rows: { code: string; count: number }[]
  total: number
}

/** Two attributes crossed; pairs of codes that nobody was counted in are left out. */
export type CrossedTable = {
  names: [Attribute, Attribute]
  rows: { codes: [string, string]; count: number }[]
}

/** The frozen content of a release. Errors in contacts: no drawn number is further from the truth than `most`. */
export type ReleaseContent = {
  period: string
  from: Day
  to: Day
  contacts: number
  error: { most: number; typical: number }
  tables: ReleasedTable[]
  crossed: CrossedTable[]
  leftOut: LeftOut[]
  /** Outcomes of the period that could not be opened and are in no table. */
  unreadable: number
}

/** A refused period: what kept it back. */
export type RefusedContent = { period: string; from: Day; to: Day; refused: Refusal; narrow: number }

/** How far a drawn number lies from the truth on average, rounded up: measured in test/domain/draw-month.test.ts. */
export const typicalError = 3

/** Partner tables are made only where so many partners took part. */
export const fewestPartners = 3

/** A month is released only with so many contacts, a week too. */
export const fewestContacts = 20

/** The tables of the month (-1) or of one of its weeks, as they are released. */
export function tablesOf(drawn: MonthTables, week: number, withPartners: boolean): ReleasedTable[] {
  return attributes
    .filter(attribute => withPartners || attribute !== 'partnerKind')
    .map(attribute => {
      const rows = drawn.shape.codes[attribute].map((code, at) => ({
        code,
        count: drawn.counts[drawn.cell(week, attributes.indexOf(attribute), at)]!,
      }))
      return {
        name: attribute,
        exact: !(guarded as readonly string[]).includes(attribute),
        rows,
        total: rows.reduce((sum, { count }) => sum + count, 0),
      }
    })
}

/** The crossed tables of the month. */
export function crossedOf(drawn: MonthTables): CrossedTable[] {
  return drawn.shape.crossed.map(([one, other]) => {
    const cells = drawn
      .guardedCells()
      .filter(({ name }) => name.second?.[0] === other && name.first[0] === one)
    return {
      names: [one, other],
      rows: cells
        .map(({ cell, name }) => ({
          codes: [name.first[1], name.second![1]] as [string, string],
          count: drawn.counts[cell]!,
        }))
        .filter(({ count }) => count > 0),
    }
  })
}

/**
 * A quarter from the released numbers of its months: it tells nothing that they do not tell, and errors add up. What one
 * of the months leaves out, the quarter leaves out.
 */
export function quarterOf(months: readonly ReleaseContent[]): Omit<ReleaseContent, 'period' | 'from' | 'to'> {
  const tables = inAll(months.map(({ tables }) => tables.map(one => [one.name, one] as const)))
  const crossed = inAll(months.map(({ crossed }) => crossed.map(one => [one.names.join(), one] as const)))
  return {
    contacts: sum(months.map(({ contacts }) => contacts)),
    error: { most: months.length * mostError, typical: Math.ceil(Math.sqrt(months.length) * typicalError) },
    tables: tables.map(parts => ({
      ...parts[0]!,
      rows: added(parts.flatMap(({ rows }) => rows.map(({ code, count }) => [code, count] as const))).map(
        ([code, count]) => ({ code, count }),
      ),
      total: sum(parts.map(({ total }) => total)),
    })),
    crossed: crossed.map(parts => ({
      names: parts[0]!.names,
      rows: added(
        parts.flatMap(({ rows }) => rows.map(({ codes, count }) => [codes.join(), count] as const)),
      ).map(([codes, count]) => ({ codes: codes.split(',') as [string, string], count })),
    })),
    leftOut: [
      ...new Map(months.flatMap(({ leftOut }) => leftOut.map(one => [one.what, one]))).values(),
    ].filter(({ what }) => what !== 'weeks'),
    unreadable: sum(months.map(({ unreadable }) => unreadable)),
  }
}

/** What every list has under the same key, together. */
function inAll<One>(lists: readonly (readonly (readonly [string, One])[])[]): One[][] {
  const maps = lists.map(list => new Map(list))
  return [...(maps[0]?.keys() ?? [])]
    .filter(key => maps.every(map => map.has(key)))
    .map(key => maps.map(map => map.get(key)!))
}

function added(counted: readonly (readonly [string, number])[]): [string, number][] {
  const sums = new Map<string, number>()
  for (const [key, count] of counted) sums.set(key, (sums.get(key) ?? 0) + count)
  return [...sums]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
