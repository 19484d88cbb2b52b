/** One record of a CSV file, with the line (from 1) that it starts in. */
export type CsvRecord = { line: number; cells: string[] }

/** What a file came to: its records, or the line in which a quoted cell begins that never ends properly. */
export type CsvRead = { records: CsvRecord[]; brokenAt?: undefined } | { brokenAt: number }

/**
 * Reads CSV as RFC 4180 says, and as spreadsheets write it: lines end in CRLF, LF or CR, a BOM is skipped, cells stand
 * between commas, or between semicolons or tabs where the first line has more of those. Empty lines are left out.
 */
export function readCsv(text: string): CsvRead {
  const source = text.replace(/^\ufeff/, '')
  const mark = separatorOf(source)
  const records: CsvRecord[] = []
  let at = 0
  let line = 1
  while (at < source.length) {
    const record: CsvRecord = { line, cells: [] }
    for (;;) {
      const cell = source[at] === '"' ? quotedCell(source, at, mark) : plainCell(source, at, mark)
      if (!cell) return { brokenAt: line }
      record.cells.push(cell.text)
      line += cell.lines
      at = cell.end
      if (source[at] !== mark) break
      at++
    }
    at += source.startsWith('\r\n', at) ? 2 : 1
    line++
    if (record.cells.length > 1 || record.cells[0] !== '') records.push(record)
  }
  return { records }
}

type Cell = { text: string; end: number; lines: number }

function plainCell(source: string, start: number, mark: string): Cell {
  let end = start
  while (end < source.length && source[end] !== mark && source[end] !== '\n' && source[end] !== '\r') end++
  return { text: source.slice(start, end), end, lines: 0 }
}

/** Two quotes stand for one; after the closing quote there is a separator or the end of the line. */
function quotedCell(source: string, start: number, mark: string): Cell | undefined {
  let text = ''
  for (let at = start + 1; ; ) {
    const quote = source.indexOf('"', at)
    if (quote === -1) return undefined
    text += source.slice(at, quote)
    if (source[quote + 1] === '"') {
      text += '"'
      at = quote + 2
      continue
    }
    const end = quote + 1
    const after = source[end]
    if (after !== undefined && after !== mark && after !== '\n' && after !== '\r') return undefined
    return { text, end, lines: (text.match(/\r\n|\n|\r/g) ?? []).length }
  }
}

function separatorOf(source: string): string {
  const [first = ''] = source.split(/[\r\n]/, 1)
  const count = (mark: string) => first.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}
