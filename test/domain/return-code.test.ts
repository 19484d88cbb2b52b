import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReturnCode, returnCode } from '../../src/domain/return-code.ts'

const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 })

describe('a return code', () => {
  it('shows ten bytes as four groups of four signs', () => {
    expect(returnCode(new Uint8Array(10))).toBe('0000-0000-0000-0000')
    expect(returnCode(new Uint8Array(10).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ')
    expect(returnCode(Uint8Array.from([0, 68, 50, 20, 199, 66, 84, 182, 53, 207]))).toBe(
      '0123-4567-89AB-CDEF',
    )
  })

  it('refuses to be made of anything but ten bytes', () => {
    expect(() => returnCode(new Uint8Array(9))).toThrow('ten bytes')
  })

  it('differs whenever its bytes differ', () => {
    fc.assert(
      fc.property(tenBytes, tenBytes, (a, b) => {
        expect(returnCode(a) === returnCode(b)).toBe(String(a) === String(b))
      }),
    )
  })

  it('is understood however it is typed', () => {
    const dash = fc.constantFrom(
      '',
      '-',
      ' ',
      '  ',
      '–',
      '—',
      '－',
      '−',
      '\u3000',
      '\u200b',
      '\u00a0',
      '_',
      '\n',
    )
    const typing = fc.constantFrom<(sign: string) => string>(
      sign => sign,
      sign => sign.toLowerCase(),
      sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
      sign => (sign === '0' ? 'O' : sign === '1' ? 'l' : sign),
      sign => (sign === '0' ? 'ｏ' : sign === '1' ? 'I' : sign),
    )
    const typed = fc.tuple(tenBytes, fc.array(fc.tuple(typing, dash), { minLength: 16, maxLength: 16 }))
    fc.assert(
      fc.property(typed, ([bytes, ways]) => {
        const code = returnCode(bytes)
        const signs = [...code.replaceAll('-', '')]
        const text = signs.map((sign, at) => ways[at]![0](sign) + ways[at]![1]).join('')
        expect(readReturnCode(` ${text} `)).toBe(code)
      }),
    )
  })

  it.each([
    ['nothing', ''],
    ['a sign too few', 'ABCD-EFGH-JKMN-PQR'],
    ['a sign too many', 'ABCD-EFGH-JKMN-PQRST'],
    ['a letter that no code has', 'ABCD-EFGH-JKMN-PQRU'],
    ['Chinese', '接续码接续码接续码接续码接续码接'],
    ['a NUL', 'ABCD-EFGH-JKMN-PQR\0'],
    ['far too much', `${' '.repeat(200)}ABCD-EFGH-JKMN-PQRS`],
  ])('cannot be read from %s', (_, typed) => {
    expect(readReturnCode(typed)).toBeUndefined()
  })

  it('is either undefined or in its one shown form, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), typed => {
        const code = readReturnCode(typed)
        if (code !== undefined) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
      }),
    )
  })
})
