import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import write, { type SheetData } from 'write-excel-file/universal'
import { type WorkbookSheet, workbookOf } from '../../src/web/workbook.ts'
import { unzipped } from '../support/unzipped.ts'

const text = fc.string({ unit: fc.constantFrom(...'aZ 您,<>&"\'\n\t\u0001\u{1F499}='), maxLength: 12 })
const cell = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
)
const sheet = fc.record({
  sheet: fc.constantFrom('统计', "a & 'b'"),
  headings: fc.constantFrom(1, 2),
  widths: fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 3 }),
  rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 30 }), { minLength: 2, maxLength: 5 }),
})

/** The files of a workbook without what nobody reads: heads, names of spaces, ids, and empty files. */
function read(bytes: ArrayBuffer) {
  const files = [...unzipped(new Uint8Array(bytes))].map(([name, xml]): [string, string] => [
    name,
    xml
      .replace(/^<\?xml.*?\?>/, '')
      .replace(/ xmlns:\w+="[^"]*"/g, '')
      .replace('rId-workbook-1', 'rId1')
      .replace('<definedNames/>', '')
      .replace('<xf ></xf>', '<xf/>'),
  ])
  return Object.fromEntries(files.filter(([name]) => !name.startsWith('xl/worksheets/_rels')))
}

const theirs = async (sheets: readonly WorkbookSheet[]) =>
  (
    await write(
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
                  type: typeof value === 'number' ? Number : String,
                  wrap: true,
                  ...(place < headings && { fontWeight: 'bold' }),
                },
          ),
        ) as unknown as SheetData,
      })),
    ).toBlob()
  ).arrayBuffer()

test('a workbook holds what write-excel-file would put into it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(sheet, { minLength: 1, maxLength: 2, selector: one => one.sheet }),
      async sheets => {
        // Styles are numbered as they are met there; a heading that is written comes first.
        sheets[0]?.rows[0]?.splice(0, 1, 'heading')
        sheets[0]?.rows.push(['line', 1])
        expect(read(await workbookOf(sheets))).toEqual(read(await theirs(sheets)))
      },
    ),
    { numRuns: 25, endOnFailure: true },
  )
})

test('its archive says the checksum and the length of each file, and how many there are', async () => {
  const rows = Array.from({ length: 3000 }, (_, place) => [`第 ${place} 行`, place])
  const archive = Buffer.from(await workbookOf([{ sheet: '统计', headings: 1, widths: [10, 5], rows }]))
  const files = unzipped(archive)
  let at = archive.indexOf('PK\x01\x02')
  for (const [name, text] of files) {
    expect(archive.readUInt32LE(at + 16), name).toBe(crc32(text))
    expect(archive.readUInt32LE(at + 24), name).toBe(Buffer.byteLength(text))
    const local = archive.readUInt32LE(at + 42)
    expect(archive.subarray(local, local + 4).toString('latin1')).toBe('PK\x03\x04')
    expect(archive.subarray(local + 6, local + 30)).toEqual(archive.subarray(at + 8, at + 32))
    at += 46 + name.length
  }
  expect(archive.subarray(at, at + 4).toString('latin1')).toBe('PK\x05\x06')
  expect([archive.readUInt16LE(at + 8), archive.readUInt16LE(at + 10)]).toEqual([files.size, files.size])
  expect(files.size).toBe(7)
})
