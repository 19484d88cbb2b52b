import { stringify } from 'csv-stringify/sync'

/**
 * A file that spreadsheets open with Chinese intact: UTF-8 with BOM, CRLF; a cell that would run as a formula is made
 * harmless, and one with a line break of any kind stays one cell.
 */
export function csvFile(lines: readonly (readonly (string | number | null)[])[]): string {
  return stringify(lines as (string | number | null)[][], {
    bom: true,
    record_delimiter: '\r\n',
    escape_formulas: true,
    // By itself it only minds the line break that it writes.
    quoted_match: /[\r\n]/,
  })
}
