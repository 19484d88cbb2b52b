import type { SheetData } from 'write-excel-file/universal'

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
export async function workbookOf(sheets: readonly WorkbookSheet[]): Promise<ArrayBuffer> {
  // Only who asks for a workbook pays for it: a Worker is started anew for each request.
  const { default: write } = await import('write-excel-file/universal')
  const blob = await write(
    sheets.map(({ sheet, rows, headings, widths }) => ({
      sheet,
      columns: widths.map(width => ({ width })),
      stickyRowsCount: headings,
      data: rows.map((row, place) =>
        row.map(value =>
          value === null
            ? null
            : {
                value,
                type: typeof value === 'number' ? (Number as never) : (String as never),
                wrap: true,
                ...(place < headings && { fontWeight: 'bold' as const }),
              },
        ),
      ) as SheetData,
    })),
  ).toBlob()
  return blob.arrayBuffer()
}
