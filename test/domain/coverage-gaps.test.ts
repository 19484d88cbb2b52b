import { describe, expect, test } from 'vitest'
import { gapsOf, newGaps } from '../../src/domain/coverage-gaps.ts'
import type { Ending, ProofSpan } from '../../src/domain/coverage-proof.ts'

const span = (
  startsAt: number,
  endsAt: number,
  ends: Ending = 'nowhere',
  more: Partial<ProofSpan> = {},
): ProofSpan => ({
  startsAt,
  endsAt,
  ends,
  language: 'zh',
  class: 'everyone',
  ...more,
})

describe('gaps that a change has opened', () => {
  test('given a proof, then only what ends nowhere is a gap', () => {
    expect(gapsOf([span(0, 5, 'person'), span(5, 8), span(8, 9, 'number')])).toEqual([span(5, 8)])
  })
  test('given a gap that was there before, then it is not told again, nor where it became smaller', () => {
    expect(newGaps([span(5, 8)], [span(5, 8)], 100)).toEqual([])
    expect(newGaps([span(6, 7)], [span(5, 8)], 100)).toEqual([])
  })
  test('given a gap that grew, then what is new of it', () => {
    expect(newGaps([span(5, 12)], [span(5, 8)], 100)).toEqual([{ startsAt: 8, endsAt: 12 }])
  })
  test('given another language or class of contact, then its gap is its own', () => {
    const before = [span(5, 8)]
    expect(newGaps([span(5, 8, 'nowhere', { language: 'yue' })], before, 100)).toHaveLength(1)
    expect(newGaps([span(5, 8, 'nowhere', { class: 'child' })], before, 100)).toHaveLength(1)
  })
  test('given a gap that begins later than what is told of, then none', () => {
    expect(newGaps([span(100, 120)], [], 100)).toEqual([])
    expect(newGaps([span(99, 120)], [], 100)).toHaveLength(1)
  })
})
