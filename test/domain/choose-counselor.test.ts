import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Choice, inOrderOfChoice } from '../../src/domain/choose-counselor.ts'

const monday = new Date('2026-11-23T09:00:00+08:00')
const tuesday = new Date('2026-11-24T09:00:00+08:00')

describe('choosing a counselor', () => {
  it.each<[string, Choice[], string[]]>([
    [
      'given different loads, when a session comes, then whoever has the fewest that week is first',
      [
        { id: 'a', sessionsThatWeek: 2 },
        { id: 'b', sessionsThatWeek: 0, lastSessionAt: tuesday },
        { id: 'c', sessionsThatWeek: 1 },
      ],
      ['b', 'c', 'a'],
    ],
    [
      'given equal loads, then whoever had the last session longest ago, never counting as longest',
      [
        { id: 'a', sessionsThatWeek: 1, lastSessionAt: tuesday },
        { id: 'b', sessionsThatWeek: 1, lastSessionAt: monday },
        { id: 'c', sessionsThatWeek: 1, lastSessionAt: null },
      ],
      ['c', 'b', 'a'],
    ],
    [
      'given equal cases, then by id',
      [
        { id: 'b', sessionsThatWeek: 0 },
        { id: 'a', sessionsThatWeek: 0 },
      ],
      ['a', 'b'],
    ],
  ])('%s', (_, choices, order) => {
    expect(inOrderOfChoice(choices)).toEqual(order)
  })

  it('comes out the same however the candidates are shuffled, and leaves nobody out', () => {
    const choice = fc.record({
      sessionsThatWeek: fc.nat(3),
      lastSessionAt: fc.constantFrom(null, monday, tuesday),
    })
    const choices = fc
      .array(choice, { maxLength: 8 })
      .map(list => list.map((c, i) => ({ ...c, id: `p${i}` })))
    const shuffled = choices.chain(list =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const order = inOrderOfChoice(list)
        expect(inOrderOfChoice(other)).toEqual(order)
        expect([...order].sort()).toEqual(list.map(({ id }) => id).sort())
      }),
    )
  })
})
