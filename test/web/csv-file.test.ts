import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvFile } from '../../src/web/csv-file.ts'

const text = fc.string({ unit: fc.constantFrom(...'aZ 您,;"\'\n\r\t=+-@＝＋－＠'), maxLength: 12 })
const cell = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
)

test('a file is, byte for byte, what csv-stringify makes of it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      lines => {
        const theirs = stringify(lines, {
          bom: true,
          record_delimiter: '\r\n',
          escape_formulas: true,
          quoted_match: /[\r\n]/,
        })
        expect(csvFile(lines)).toBe(theirs)
      },
    ),
  )
})
