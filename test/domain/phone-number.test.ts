import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPhoneNumber } from '../../src/domain/phone-number.ts'

describe('a phone number', () => {
  it.each([
    ['110', '110'],
    ['138 0013 8000', '13800138000'],
    ['+86 138-0013-8000', '+8613800138000'],
    ['（0452）２４０１２３４', '04522401234'],
    ['＋８５２ ２３４５ ６７８９', '+85223456789'],
    ['(+886) 2 2345–6789', '+886223456789'],
  ])('typed as %s is %s', (typed, number) => {
    expect(readPhoneNumber(typed)).toBe(number)
  })

  it.each([
    '',
    '12',
    '1'.repeat(21),
    'abc',
    '138x0013',
    '1+234',
    '++86123',
    '٣٤٥٦',
    '①②③④',
    '1381\0',
    '1381\r\n234',
    '一二三四',
    `${' '.repeat(80)}1234`,
  ])('is not read from %j', typed => expect(readPhoneNumber(typed)).toBeUndefined())

  it('is a plus at most and 3 to 20 digits, whatever is typed, and is read again as itself', () => {
    const typed = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9+() －０-９-]{0,24}$/))
    fc.assert(
      fc.property(typed, text => {
        const number = readPhoneNumber(text)
        if (number === undefined) return
        expect(number).toMatch(/^\+?\d{3,20}$/)
        expect(readPhoneNumber(number)).toBe(number)
      }),
      { numRuns: 1000 },
    )
  })
})
