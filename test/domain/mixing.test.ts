import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAfter, weekOf } from '../../src/domain/days.ts'
import { fewestMixed, mixedBatches } from '../../src/domain/mixing.ts'

test('fewer than twenty are never mixed, and all that are ripe are mixed at once', () => {
  for (let count = 0; count < 1200; count++) {
    const batches = mixedBatches(Array.from({ length: count }, (_, place) => place))
    expect(batches.flat()).toHaveLength(count < fewestMixed ? 0 : count)
    for (const batch of batches) expect(batch.length).toBeGreaterThanOrEqual(fewestMixed)
  }
})

/** The places of days in a record of outcomes by day, as they wait after each Monday's mix. */
function weekly(perDay: readonly number[]) {
  const looks: number[][] = []
  let spool: number[] = []
  perDay.forEach((count, place) => {
    const today = dayAfter('2026-09-01', place)
    if (weekOf(today).from === today) {
      const mixed = new Set(mixedBatches(spool.map((_, row) => row)).flat())
      spool = spool.filter((_, row) => !mixed.has(row))
      looks.push(spool)
    }
    spool = [...spool, ...Array.from({ length: count }, () => place)]
  })
  return looks
}

test('a thin month holds no later month back: no outcome waits while a later one is mixed', () => {
  const day = fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 2 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }) },
  )
  let waited = 0
  fc.assert(
    fc.property(fc.array(day, { minLength: 60, maxLength: 200 }), perDay => {
      const mondays = perDay.flatMap((_, place) => {
        const today = dayAfter('2026-09-01', place)
        return weekOf(today).from === today ? [place] : []
      })
      weekly(perDay).forEach((waiting, look) => {
        const came = perDay
          .slice(0, mondays[look])
          .flatMap((count, place) => Array<number>(count).fill(place))
        // What waits is the latest there is, and together too little to hide in.
        expect(waiting).toEqual(came.slice(came.length - waiting.length))
        expect(waiting.length).toBeLessThan(fewestMixed)
        waited += waiting.length
      })
    }),
  )
  expect(waited).toBeGreaterThan(0)
})
