/**
 * A file that spreadsheets open with Chinese intact: UTF-8 with BOM, CRLF; a cell that would run as a formula is made
 * harmless, and one with a line break of any kind stays one cell.
 */
export function csvFile(lines: readonly (readonly (string | number | null)[])[]): string {
  return `\ufeff${lines.map(line => `${line.map(cell).join(',')}\r\n`).join('')}`
}

// A spreadsheet takes these for the beginning of a formula, also as wide characters; a number is none.
const formula = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

function cell(value: string | number | null) {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
