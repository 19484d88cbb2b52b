import type { ImportedShift } from '../../../actions/roster/import-shifts.ts'
import { isDay } from '../../../domain/days.ts'
import { plainWidth } from '../../../domain/plain-width.ts'
import { plannedIntervals, readTimeOfDay } from '../../../domain/planned-intervals.ts'
import { type FaultCode, type ProblemCode, problemStatus } from '../../../domain/problem.ts'
import type { StaffRow } from '../../../reads/staff-list.ts'
import type { Texts } from '../../../texts/texts.ts'
import { faultsOf } from '../../input.ts'
import { invitedPerson } from '../../invited-person.ts'
import { codeMeant, type ImportColumn, type ImportLine } from './import-table.ts'

/** One line of a list as judged: to be taken over, there already, or with sentences that say what to mend. */
export type ImportRow<T> = ImportLine & { value?: T; isThere: boolean; faults: string[] }

type Known = {
  staff: readonly StaffRow[]
  partners: readonly { code: string; name: string }[]
  languages: readonly string[]
}

/** The people of a list, each held against the rules of an invitation and against who is on the team. */
export function peopleRows(
  lines: readonly ImportLine[],
  { staff, partners, languages }: Known,
  texts: Texts,
) {
  const taken = new Set(
    staff.filter(({ state }) => state !== 'retired').map(({ mail }) => mail?.toLowerCase()),
  )
  const seen = new Set<string>()
  return lines.map(({ line, cells }): ImportRow<ReturnType<typeof invitedPerson.parse>> => {
    const partner = partners.find(({ code, name }) => [code, name].includes(cells.partner ?? ''))
    const several = (cell = '') => cell.split(/[\s,，、;；/]+/).filter(Boolean)
    const read = invitedPerson.safeParse({
      name: cells.name ?? '',
      mail: plainWidth(cells.mail ?? ''),
      role: codeMeant(cells.role || 'counselor', ({ labels }) => labels.roles),
      ...(cells.partner && { partner: partner?.code ?? cells.partner }),
      languages: several(cells.languages).map(cell => codeMeant(cell, ({ labels }) => labels.languages)),
      modes: several(cells.modes).map(cell => codeMeant(cell, ({ labels }) => labels.modes)),
    })
    const faults = read.success
      ? []
      : faultsOf(read.error).map(({ field, code, limit }) =>
          at(field.split('.')[0] ?? '', texts.faults[code](limit), texts),
        )
    if (cells.partner && !partner) faults.push(at('partner', texts.faults.not_in_list(), texts))
    if (read.data?.languages.some(language => !languages.includes(language)))
      faults.push(at('languages', texts.faults.not_in_list(), texts))
    const mail = read.data?.mail.toLowerCase() ?? ''
    if (mail && seen.has(mail)) faults.push(at('mail', texts.roster.import.twiceInList, texts))
    seen.add(mail)
    return { line, cells, faults, isThere: faults.length === 0 && taken.has(mail), value: read.data }
  })
}

/** The shifts of a list with their instants, not yet held against those that are planned. */
export function shiftRows(
  lines: readonly ImportLine[],
  staff: readonly StaffRow[],
  zone: string,
  texts: Texts,
): ImportRow<ImportedShift>[] {
  const counselors = staff.filter(({ role, state }) => role === 'counselor' && state !== 'retired')
  return lines.map(({ line, cells }) => {
    const { counselor = '', day = '', from = '', to = '' } = cells
    const faults: string[] = []
    const meant = counselors.filter(({ mail, handle, name }) =>
      [mail?.toLowerCase(), handle, name].includes(
        counselor.includes('@') ? counselor.toLowerCase() : counselor,
      ),
    )
    if (meant.length !== 1)
      faults.push(
        at(
          'counselor',
          meant.length > 1 ? texts.roster.import.severalOfThatName : texts.roster.import.unknownCounselor,
          texts,
        ),
      )
    const date = dayOf(day)
    if (!isDay(date)) faults.push(at('day', texts.faults.not_a_day(), texts))
    const typed = { from, to, nextDay: readTimeOfDay(to) <= readTimeOfDay(from) }
    const read = plannedIntervals(isDay(date) ? date : '2026-01-01', [typed], isDay(date) ? zone : 'UTC')
    for (const { field, code } of read.faults) faults.push(at(field, sentenceOf(code, texts), texts))
    const [interval] = read.intervals
    const [person] = meant
    const value =
      faults.length === 0 && interval && person ? { counselorId: person.id, ...interval } : undefined
    return { line, cells, faults, isThere: false, value }
  })
}

/** The same, held against the shifts that are planned and against each other: the same is there, an overlap is a fault. */
export function againstPlanned(
  rows: readonly ImportRow<ImportedShift>[],
  planned: readonly ImportedShift[],
  texts: Texts,
): ImportRow<ImportedShift>[] {
  const before: ImportedShift[] = []
  return rows.map(row => {
    const { value } = row
    if (!value) return row
    const isSame = (other: ImportedShift) =>
      other.counselorId === value.counselorId &&
      other.startsAt.getTime() === value.startsAt.getTime() &&
      other.endsAt.getTime() === value.endsAt.getTime()
    const isThere = [...planned, ...before].some(isSame)
    const overlaps = [...planned, ...before].some(
      other =>
        other.counselorId === value.counselorId &&
        other.startsAt < value.endsAt &&
        other.endsAt > value.startsAt,
    )
    before.push(value)
    return { ...row, isThere, faults: overlaps && !isThere ? [texts.problems.shift_overlaps] : [] }
  })
}

/** A day as spreadsheets write it, 2026/1/5 or 2026年1月5日 too, in its one form where it is one. */
function dayOf(typed: string): string {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plainWidth(typed).trim())
  return parts ? `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}` : typed
}

function at(column: string, words: string, texts: Texts): string {
  return texts.staff.at(texts.roster.import.columns[column as ImportColumn] ?? column, words)
}

function sentenceOf(code: FaultCode | ProblemCode, texts: Texts) {
  return code in problemStatus ? texts.problems[code as ProblemCode] : texts.faults[code as FaultCode]()
}
