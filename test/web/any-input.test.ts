import fc from 'fast-check'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { address, queryOf, queryWith, schemaOf, testAsking } from '../support/asking.ts'
import { legalValue } from '../support/legal.ts'
import { texts } from '../support/odd-values.ts'
import type { Schema } from '../support/openapi.ts'

let heartline: Awaited<ReturnType<typeof testAsking>>
beforeAll(async () => {
  heartline = await testAsking()
})
afterAll(() => heartline.close())

/** `SEED=… vitest run …` tries again what failed. */
const seed = Number(process.env.SEED ?? Math.trunc(performance.timeOrigin % 2 ** 31))

describe(`whatever anybody sends (seed ${seed})`, () => {
  const anything = fc.anything({ maxDepth: 3, withNullPrototype: false }).map(value => {
    const text = JSON.stringify(value)
    return text === undefined ? null : JSON.parse(text)
  })
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)) }),
    fc.constantFrom(...texts.slice(0, -1)),
    fc.date({ noInvalidDate: true }).map(at => at.toISOString()),
  )

  /** Often what a field may be, sometimes a bit beside it, sometimes anything. */
  const anyOf = (schema: Schema, name: string): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(legalValue(schema, name)) },
      { weight: 2, arbitrary: schema.enum ? fc.constantFrom(...schema.enum) : text },
      { weight: 1, arbitrary: fc.oneof(fc.integer(), fc.double(), anything) },
    )

  test('is answered, or refused for a reason', async () => {
    for (const one of heartline.withBody) {
      const names = Object.entries(schemaOf(one).properties ?? {})
      const fields = Object.fromEntries(names.map(([name, of]) => [name, anyOf(of, name)]))
      const body = fc.oneof(
        { weight: 8, arbitrary: fc.record(fields, { requiredKeys: [] }) },
        { weight: 1, arbitrary: anything },
      )
      await fc.assert(
        fc.asyncProperty(body, async sent => {
          await heartline.send(one, address(one), JSON.stringify(sent))
        }),
        { seed, numRuns: 200 },
      )
    }
    for (const one of heartline.withQuery)
      await fc.assert(
        fc.asyncProperty(
          fc.record(Object.fromEntries(queryOf(one).map(({ name }) => [name, text])), { requiredKeys: [] }),
          async sent => {
            await heartline.send(one, `${address(one)}?${queryWith(one, sent)}`)
          },
        ),
        { seed, numRuns: 200 },
      )
  }, 180_000)
})
