import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closedAgain, tellings, type WaitingFor } from '../../src/domain/waiting-list.ts'

const entry = (id: string, open: number[], known: number[] = []): WaitingFor => ({
  id,
  open,
  known: new Set(known),
})

test('one time that opens is told to the first in line alone; of several, each in line hears of one', () => {
  expect(tellings([entry('a', [5]), entry('b', [5])], new Set())).toEqual([{ entryId: 'a', opensAt: 5 }])
  expect(tellings([entry('a', [7, 5]), entry('b', [5, 7])], new Set())).toEqual([
    { entryId: 'a', opensAt: 5 },
    { entryId: 'b', opensAt: 7 },
  ])
})

test('while it is the turn of the first nobody else hears of it, then the next does, and never one who knows', () => {
  const inLine = [entry('a', [5], [5]), entry('b', [5])]
  expect(tellings(inLine, new Set([5]))).toEqual([])
  expect(tellings(inLine, new Set())).toEqual([{ entryId: 'b', opensAt: 5 }])
})

test('what is no longer open is forgotten, so that it is news should it open again', () => {
  expect(closedAgain(entry('a', [5], [3, 5, 9]))).toEqual([3, 9])
})

const times = fc.uniqueArray(fc.nat(9), { maxLength: 6 })

test('no time is told twice at once, nobody of what they know, and nobody is passed over for somebody behind', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ open: times, known: times }), { maxLength: 6 }),
      times,
      (given, told) => {
        const inLine = given.map(({ open, known }, index) => entry(String(index), open, known))
        const made = tellings(inLine, new Set(told))
        const named = made.map(({ opensAt }) => opensAt)
        expect(new Set(named).size).toBe(named.length)
        for (const { entryId, opensAt } of made) {
          const { open, known } = inLine[Number(entryId)]!
          expect(open).toContain(opensAt)
          expect(known.has(opensAt) || told.includes(opensAt)).toBe(false)
          for (const before of inLine.slice(0, Number(entryId)))
            if (before.open.includes(opensAt) && !before.known.has(opensAt))
              expect(made.some(telling => telling.entryId === before.id)).toBe(true)
        }
      },
    ),
  )
})
