import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsv } from '../../src/domain/csv.ts'

const cells = (text: string) => {
  const read = readCsv(text)
  return read.brokenAt === undefined ? read.records.map(record => record.cells) : `broken at ${read.brokenAt}`
}

describe('a CSV file', () => {
  test.each([
    [
      'plain cells, whatever ends the lines',
      'a,b\r\nc,d\ne,f\rg,h',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
        ['g', 'h'],
      ],
    ],
    [
      'quoted cells with commas, quotes and lines in them',
      '"a,b","c""d"\n"e\r\nf",g',
      [
        ['a,b', 'c"d'],
        ['e\r\nf', 'g'],
      ],
    ],
    [
      'a BOM, empty lines and an end without one',
      '\ufeffa,b\n\n\r\nc,',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    [
      'semicolons, as some spreadsheets write them',
      'a;b;c\n1;2,5;3',
      [
        ['a', 'b', 'c'],
        ['1', '2,5', '3'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['nothing', '', []],
  ])('given %s', (_, text, rows) => {
    expect(cells(text)).toEqual(rows)
  })

  test.each([
    ['a,b\n"c,d\ne', 2],
    ['a\n"b"c', 2],
    ['"', 1],
  ])('that breaks off in quotes says in which line: %j', (text, line) => {
    expect(readCsv(text)).toEqual({ brokenAt: line })
  })

  test('tells the line that each record starts in', () => {
    const read = readCsv('a\n\n"b\nc"\r\nd')
    expect(read.brokenAt === undefined && read.records.map(({ line }) => line)).toEqual([1, 3, 5])
  })

  test('read back is what another program wrote', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '，', ',', '"', '\n', '\r\n', ';', '\t', ' ', '𠮷', '='),
    })
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain(width =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      )
    fc.assert(
      fc.property(table, fc.constantFrom('\r\n', '\n'), fc.boolean(), (rows, end, bom) => {
        const header = rows[0]?.map((_, index) => `c${index}`) ?? []
        const text = stringify([header, ...rows], { record_delimiter: end, bom, quoted: true })
        expect(cells(text)).toEqual([header, ...rows])
      }),
      { numRuns: 2_000 },
    )
  })

  test('of any text whatever is read or refused, never looped over', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') }), text => {
        const read = readCsv(text)
        if (read.brokenAt === undefined)
          for (const { cells, line } of read.records)
            expect([cells.length > 0, line > 0]).toEqual([true, true])
      }),
      { numRuns: 5_000 },
    )
  })
})
