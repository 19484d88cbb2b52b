import { auditMonth, type NarrowCell } from './audit-month.ts'
import { mostError } from './cell-limits.ts'
import { type Attribute, type CountedContact, pairs } from './contact-codes.ts'
import { monthWalk, stepsFor } from './draw-month.ts'
import { MonthTables } from './month-tables.ts'
import {
  crossedOf,
  fewestContacts,
  fewestPartners,
  type LeftOut,
  type Refusal,
  type ReleaseContent,
  type ReleasedTable,
  tablesOf,
  typicalError,
} from './release-content.ts'

/** A closed month as the record has it; `earlier` are its released versions with their weeks, oldest first. */
export type ClosedMonth = {
  contacts: readonly CountedContact[]
  weeks: number
  codes: Record<Attribute, readonly string[]>
  earlier: readonly { month: ReleasedTables; weeks: readonly (ReleasedTables | undefined)[] }[]
}
type ReleasedTables = Pick<ReleaseContent, 'tables' | 'crossed'>

/** A month as it may be released with its weeks, or why it may not. */
export type ReleasedMonth =
  | {
      month: Pick<ReleaseContent, 'contacts' | 'error' | 'tables' | 'crossed' | 'leftOut'>
      weeks: { contacts: number; tables: ReleasedTable[] }[]
    }
  | { refused: Refusal; narrow: number }

/** So many months are drawn for each set of tables before some of them are given up. */
const draws = 6

/**
 * Draws a month until the auditor lets one pass: first all tables, then without crossed ones, then without weeks, then
 * the month's single tables alone. `pause` is called between stretches of work, so that callers need not wait.
 */
export async function releaseMonth(
  closed: ClosedMonth,
  next: () => number,
  pause: () => Promise<void> = async () => {},
): Promise<ReleasedMonth> {
  const { contacts } = closed
  if (contacts.length < fewestContacts) return { refused: 'too_few', narrow: 0 }
  const partners = new Set(contacts.map(({ partner }) => partner).filter(partner => partner !== null))
  if (partners.size === 0) return { refused: 'origin_gone', narrow: 0 }
  const withPartners = partners.size >= fewestPartners
  const crossed = pairs.filter(([, other]) => withPartners || other !== 'partnerKind')
  const always: LeftOut[] = withPartners ? [] : [{ what: 'partnerKind', why: 'few_partners' }]
  let narrow: NarrowCell[] = []
  for (const { weeks, pairs } of [
    { weeks: closed.weeks, pairs: crossed },
    { weeks: closed.weeks, pairs: [] },
    { weeks: 0, pairs: crossed },
    { weeks: 0, pairs: [] },
  ]) {
    const shape = { weeks, crossed: pairs, codes: closed.codes }
    const parted = contacts.map(one => ({ ...one, part: one.part < weeks ? one.part : -1 }))
    const truth = new MonthTables(parted, shape)
    const earlier = closed.earlier.map(version => cellsOf(truth, version))
    for (let draw = 0; draw < draws; draw++) {
      const drawn = truth.copy()
      const walk = monthWalk(drawn, next)
      for (let left = stepsFor(drawn); left > 0; left -= stretch) {
        walk(Math.min(left, stretch))
        await pause()
      }
      narrow = await auditMonth(truth, [...earlier, drawn.counts], pause)
      if (narrow.length > 0) continue
      const leftOut: LeftOut[] = [
        ...always,
        ...(weeks < closed.weeks ? [{ what: 'weeks', why: 'too_narrow' } as const] : []),
        ...(pairs.length < crossed.length ? [{ what: 'crossed', why: 'too_narrow' } as const] : []),
      ]
      return {
        month: {
          contacts: contacts.length,
          error: { most: mostError, typical: typicalError },
          tables: tablesOf(drawn, -1, withPartners),
          crossed: crossedOf(drawn),
          leftOut,
        },
        weeks: Array.from({ length: weeks }, (_, week) => ({
          contacts: parted.filter(({ part }) => part === week).length,
          tables: tablesOf(drawn, week, withPartners),
        })),
      }
    }
  }
  const gone = contacts.some(({ partner }) => partner === null)
  return { refused: gone ? 'origin_gone' : 'too_narrow', narrow: narrow.length }
}

/** A few milliseconds of work. */
const stretch = 5_000

/** What an earlier version released of each cell; NaN where it released nothing. */
function cellsOf(truth: MonthTables, { month, weeks }: ClosedMonth['earlier'][number]): Float64Array {
  const cells = new Float64Array(truth.counts.length).fill(Number.NaN)
  for (const { cell, name } of truth.guardedCells()) {
    const [first, code] = name.first
    const from = name.week < 0 ? month : weeks[name.week]
    const { second } = name
    if (!second) {
      const table = from?.tables.find(({ name }) => name === first)
      cells[cell] = table?.rows.find(row => row.code === code)?.count ?? Number.NaN
      continue
    }
    const table = month.crossed.find(({ names }) => names[0] === first && names[1] === second[0])
    // Pairs of codes that nobody was counted in are left out of a crossed table.
    if (table)
      cells[cell] = table.rows.find(({ codes }) => codes[0] === code && codes[1] === second[1])?.count ?? 0
  }
  return cells
}
