import { expect, test } from 'vitest'
import {
  callKinds,
  isOneOf,
  localeOfSegment,
  localeSegments,
  pageLocales,
  presentingProblems,
} from '../../src/domain/codes.ts'

test('every page language is found again by its path segment, and nothing else is', () => {
  for (const locale of pageLocales) expect(localeOfSegment(localeSegments[locale])).toBe(locale)
  expect(localeOfSegment('fr')).toBeUndefined()
  expect(localeOfSegment('zh-Hans')).toBeUndefined()
})

test('a code belongs to its own list only', () => {
  expect(isOneOf(callKinds, 'silent')).toBe(true)
  expect(isOneOf(presentingProblems, 'silent')).toBe(false)
  expect(isOneOf(callKinds, undefined)).toBe(false)
  expect(isOneOf(callKinds, 'toString')).toBe(false)
})
