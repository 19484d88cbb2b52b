import { expect, it } from 'vitest'
import { watch } from '../support/onlookers/sequence.ts'

it('in 50,000 random requests by people of several partners, nobody reads what is not theirs', async () => {
  const seed = Number(process.env.WATCH_SEED ?? 20261122)
  const runs = Number(process.env.WATCH_RUNS ?? 50)
  const started = performance.now()
  const watched = await watch({ seed, runs, steps: 1_000 })
  const seconds = Math.round((performance.now() - started) / 1000)
  console.log(`seed ${seed}, ${runs} cities: ${JSON.stringify(watched)} in ${seconds} s`)
  expect(watched.foreign).toEqual([])
  expect(watched.steps).toBe(runs * 1_000)
  expect(watched.opened).toBeGreaterThan(runs)
})
