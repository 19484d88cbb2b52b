import { expect, test } from 'vitest'
import { watch } from '../support/onlookers/sequence.ts'

test('in a random sequence of requests by people of several partners, nobody reads what is not theirs', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  const watched = await watch({ seed, runs: 1, steps: 500 })
  console.log(`seed ${seed}: ${JSON.stringify(watched)}`)
  expect(watched.foreign).toEqual([])
  expect(watched).toMatchObject({ steps: 500 })
  expect(watched.refused).toBeGreaterThan(100)
  expect(watched.allowed).toBeGreaterThan(50)
})
