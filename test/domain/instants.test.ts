import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInstant } from '../../src/domain/instants.ts'

test.each([
  ['2026-11-22T09:00:00+08:00', '2026-11-22T01:00:00.000Z'],
  ['2026-11-22T01:00Z', '2026-11-22T01:00:00.000Z'],
  ['2024-02-29T23:59:59.5-03:30', '2024-03-01T03:29:59.500Z'],
])('%s is an instant', (text, instant) => {
  expect(parseInstant(text)?.toISOString()).toBe(instant)
})

test.each([
  '2026-02-30T09:00:00Z',
  '2026-11-22T24:00:00Z',
  '2026-11-22T09:60:00Z',
  '2026-11-22T09:00:60Z',
  '2026-11-22T09:00:00',
  '2026-11-22',
  '2026-11-22 09:00:00Z',
  '2026-11-22T09:00:00 08:00',
  '2026-11-22T09:00:00+15:00',
  '2026-11-22T09:00:00+08:75',
  '+002026-11-22T09:00:00Z',
  '0000-01-01T00:00:00Z',
  ' 2026-11-22T09:00:00Z',
  '2026-11-22T09:00:00Z\n',
  '٢٠٢٦-11-22T09:00:00Z',
  'Sun, 22 Nov 2026 09:00:00 GMT',
  '1700000000',
  '',
])('%j is refused', text => {
  expect(parseInstant(text)).toBeUndefined()
})

test('whatever JavaScript writes as ISO is read back to the millisecond', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }),
      at => {
        expect(parseInstant(at.toISOString())).toEqual(at)
      },
    ),
  )
})
