import { expect, test } from 'vitest'
import { toHex } from '../../src/domain/hex.ts'

test('every byte is two digits, small ones too', () => {
  expect(toHex(Uint8Array.from([0, 9, 16, 255]))).toBe('000910ff')
  expect(toHex(new Uint8Array())).toBe('')
})
