import { describe, expect, test } from 'vitest'
import { completeOutcome, type GivenOutcome, isConversation, wasHeld } from '../../src/domain/outcome.ts'
import { outcomeFaults } from '../../src/domain/outcome-faults.ts'

const talk: GivenOutcome = { kind: 'counseling', riskAnswer: 'low', ending: 'completed' }

describe('given what the counselor said, the outcome is completed', () => {
  test('a conversation helped one person', () => {
    expect(completeOutcome(talk).peopleHelped).toBe(1)
    expect(completeOutcome({ ...talk, kind: 'practical_help' }).peopleHelped).toBe(1)
  })
  test.each(['silent', 'nuisance', 'wrong_number', 'test'] as const)('a %s call helped nobody', kind => {
    expect(completeOutcome({ kind, ending: 'completed' })).toMatchObject({
      peopleHelped: 0,
      riskAnswer: 'not_asked',
      notAskedBecause: 'not_a_conversation',
    })
  })
  test.each(['no_show', 'canceled_early', 'canceled_late', 'canceled_by_counselor'] as const)(
    'a session that ended as %s helped nobody and was not held',
    ending => {
      expect(wasHeld(ending)).toBe(false)
      expect(isConversation({ ending })).toBe(false)
      expect(completeOutcome({ ending })).toMatchObject({ kind: 'counseling', peopleHelped: 0 })
    },
  )
  test('a family of four counts as four, and nobody as nobody', () => {
    expect(completeOutcome({ ...talk, peopleHelped: 4 }).peopleHelped).toBe(4)
    expect(completeOutcome({ ...talk, peopleHelped: 0 }).peopleHelped).toBe(0)
  })
  test('what was not said is unknown, not zero', () => {
    expect(completeOutcome(talk)).toEqual({
      kind: 'counseling',
      problems: [],
      riskAnswer: 'low',
      notAskedBecause: null,
      ending: 'completed',
      referral: 'not_needed',
      distressBefore: null,
      distressAfter: null,
      ageBand: 'unknown',
      territory: null,
      peopleHelped: 1,
    })
  })
  test('a problem named twice is one problem', () => {
    expect(completeOutcome({ ...talk, problems: ['mood', 'family', 'mood'] }).problems).toEqual([
      'mood',
      'family',
    ])
  })
  test('a reason for not asking is dropped once there is an answer', () => {
    expect(completeOutcome({ ...talk, notAskedBecause: 'other' }).notAskedBecause).toBeNull()
  })
  test('a completed outcome without faults stays so, and completing it again changes nothing', () => {
    const whole = completeOutcome({ ...talk, distressBefore: 7, distressAfter: 0 })
    expect(outcomeFaults(whole, 'call')).toEqual([])
    expect(completeOutcome(whole)).toEqual(whole)
  })
})

describe('given an outcome that cannot be recorded, its faults are named', () => {
  test.each<[string, GivenOutcome, 'call' | 'session', { field: string; code: string; limit?: number }]>([
    ['no risk answer', { ending: 'completed' }, 'call', { field: 'riskAnswer', code: 'missing' }],
    [
      'risk not asked, and no reason',
      { ...talk, riskAnswer: 'not_asked' },
      'session',
      { field: 'notAskedBecause', code: 'missing' },
    ],
    [
      'a call cannot be a no-show',
      { ...talk, ending: 'no_show' },
      'call',
      { field: 'ending', code: 'not_in_list' },
    ],
    [
      'a session is not transferred',
      { ...talk, ending: 'transferred' },
      'session',
      { field: 'ending', code: 'not_in_list' },
    ],
    [
      'a session is a conversation',
      { ...talk, kind: 'silent' },
      'session',
      { field: 'kind', code: 'does_not_belong' },
    ],
    [
      'distress 11',
      { ...talk, distressBefore: 11 },
      'call',
      { field: 'distressBefore', code: 'too_large', limit: 10 },
    ],
    ['distress 4.5', { ...talk, distressAfter: 4.5 }, 'call', { field: 'distressAfter', code: 'wrong_type' }],
    [
      'minus one person',
      { ...talk, peopleHelped: -1 },
      'call',
      { field: 'peopleHelped', code: 'too_small', limit: 0 },
    ],
    [
      '1,001 people',
      { ...talk, peopleHelped: 1001 },
      'call',
      { field: 'peopleHelped', code: 'too_large', limit: 1000 },
    ],
    [
      'not a number of people',
      { ...talk, peopleHelped: Number.NaN },
      'call',
      { field: 'peopleHelped', code: 'wrong_type' },
    ],
    [
      'a problem that nobody coded',
      { ...talk, problems: ['mood', 'debt' as never] },
      'call',
      { field: 'problems', code: 'not_in_list' },
    ],
  ])('%s', (_, given, context, fault) => {
    expect(outcomeFaults(given, context)).toEqual([fault])
  })
  test('several faults come together, in the order of the form', () => {
    expect(outcomeFaults({ ending: 'completed', distressBefore: -1, peopleHelped: 0.5 }, 'call')).toEqual([
      { field: 'riskAnswer', code: 'missing' },
      { field: 'distressBefore', code: 'too_small', limit: 0 },
      { field: 'peopleHelped', code: 'wrong_type' },
    ])
  })
})

describe('given an outcome that can be recorded, nothing is asked again', () => {
  test.each<[string, GivenOutcome, 'call' | 'session']>([
    ['a conversation without a problem', talk, 'call'],
    [
      'risk not asked, with its reason',
      { ...talk, riskAnswer: 'not_asked', notAskedBecause: 'caller_left' },
      'call',
    ],
    ['a silent call', { kind: 'silent', ending: 'caller_left' }, 'call'],
    ['a session nobody came to', { ending: 'no_show' }, 'session'],
    [
      'bounds of every number',
      { ...talk, distressBefore: 0, distressAfter: 10, peopleHelped: 1000 },
      'session',
    ],
    ['numbers left open', { ...talk, distressBefore: null, distressAfter: null }, 'call'],
  ])('%s', (_, given, context) => {
    expect(outcomeFaults(given, context)).toEqual([])
  })
})
