import { pageLocales } from '../../../domain/codes.ts'
import { readCsv } from '../../../domain/csv.ts'
import { plainWidth } from '../../../domain/plain-width.ts'
import { type Texts, textsOf } from '../../../texts/texts.ts'

/** The columns of each kind of list, in the order of its template. */
export const importColumns = {
  people: ['name', 'mail', 'role', 'partner', 'languages', 'modes'],
  shifts: ['counselor', 'day', 'from', 'to'],
} as const

export type ImportKind = keyof typeof importColumns
export type ImportColumn = (typeof importColumns)[ImportKind][number]

/** One line of a list, by column. */
export type ImportLine = { line: number; cells: Partial<Record<ImportColumn, string>> }

/** The most lines that one list may have. */
export const mostLines = 500

/**
 * A list's lines by column, whatever the order of the columns and in whichever of our languages they are named; or a
 * sentence about what is wrong with the file as a whole.
 */
export function readTable(
  text: string,
  kind: ImportKind,
  texts: Texts,
): { lines: ImportLine[]; fault?: undefined } | { fault: string } {
  const words = texts.roster.import
  const read = readCsv(text)
  if (read.brokenAt !== undefined) return { fault: words.broken(read.brokenAt) }
  const [header, ...records] = read.records
  const columns = importColumns[kind]
  const named = (header?.cells ?? []).map(cell => columns.find(column => namesOf(column).has(plain(cell))))
  const missing = columns.filter(column => !named.includes(column))
  if (missing.length > 0) return { fault: words.noColumns(missing.map(column => words.columns[column])) }
  if (records.length === 0) return { fault: words.empty }
  if (records.length > mostLines) return { fault: words.tooMany(mostLines) }
  const lines = records
    .filter(({ cells }) => cells.some(cell => cell.trim() !== ''))
    .map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(
        named.flatMap((column, index) => (column ? [[column, (cells[index] ?? '').trim()]] : [])),
      ),
    }))
  return { lines }
}

/** The code that a cell means: the code itself, or its word in any of our languages; else the cell as it is. */
export function codeMeant(cell: string, wordsIn: (texts: Texts) => Record<string, string>): string {
  for (const locale of pageLocales)
    for (const [code, word] of Object.entries(wordsIn(textsOf(locale))))
      if (plain(cell) === plain(code) || plain(cell) === plain(word)) return code
  return cell
}

function namesOf(column: ImportColumn): Set<string> {
  return new Set([column, ...pageLocales.map(locale => plain(textsOf(locale).roster.import.columns[column]))])
}

function plain(text: string) {
  return plainWidth(text).trim().toLowerCase()
}
