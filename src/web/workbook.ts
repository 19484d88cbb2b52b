import { workbookParts } from './workbook-parts.ts'
import { zipFile } from './zip-file.ts'

/** One sheet of a workbook: its name (31 characters at most), and its rows; the first rows may be bold. */
export type WorkbookSheet = {
  sheet: string
  rows: readonly (readonly (string | number | null)[])[]
  /** How many of the first rows are headings. */
  headings: number
  /** In characters, by column. */
  widths: readonly number[]
}

/** The media type of a workbook. */
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A workbook as bytes. Texts stay texts: none is ever taken for a formula. */
export function workbookOf(sheets: readonly WorkbookSheet[]): Promise<ArrayBuffer> {
  return zipFile(workbookParts(sheets))
}
