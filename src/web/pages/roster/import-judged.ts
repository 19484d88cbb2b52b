import { importPeople } from '../../../actions/roster/import-people.ts'
import { importShifts } from '../../../actions/roster/import-shifts.ts'
import { shiftsAround } from '../../../reads/import-preview.ts'
import { partnerNames, staffList } from '../../../reads/staff-list.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import type { Preview } from './import-parts.tsx'
import { againstPlanned, peopleRows, shiftRows } from './import-rows.ts'
import { type ImportKind, readTable } from './import-table.ts'

/** Each line of a list as judged, or the sentence that says what is wrong with all of it. */
export async function judged(c: AnyContext, kind: ImportKind, text: string): Promise<Preview | string> {
  const { deps } = c.var
  const texts = textsFor(c)
  const table = readTable(text, kind, texts)
  if (table.fault !== undefined) return table.fault
  const [staff, partners] = await Promise.all([staffList(deps), partnerNames(deps)])
  if (kind === 'people')
    return {
      kind,
      rows: peopleRows(table.lines, { staff, partners, languages: deps.config.LANGUAGES }, texts),
    }
  const rows = shiftRows(table.lines, staff, deps.config.TIME_ZONE, texts)
  const planned = await shiftsAround(
    deps,
    rows.flatMap(({ value }) => value ?? []),
  )
  return { kind, rows: againstPlanned(rows, planned, texts) }
}

/** Takes over what a list without faults has that is not there yet; says how many. */
export async function takenOver(c: AnyContext, preview: Preview): Promise<number> {
  const { deps, actor, locale } = c.var
  if (preview.kind === 'shifts') return (await importShifts(deps, actor, valuesOf(preview.rows))).planned
  const people = valuesOf(preview.rows).map(person => ({ ...person, locale }))
  return (await importPeople(deps, actor, people)).invited
}

function valuesOf<T>(rows: readonly { value?: T; isThere: boolean }[]): T[] {
  return rows.flatMap(({ value, isThere }) => (value && !isThere ? [value] : []))
}
