import { expect, test } from 'vitest'
import { fuzzing } from '../support/fuzz.ts'

/** `FUZZ_SEED=… vitest run …` sends again what failed. */
const seed = Number(process.env.FUZZ_SEED ?? Math.trunc(performance.timeOrigin % 2 ** 31))

test(`five thousand requests that nobody would send are all answered (seed ${seed})`, async () => {
  const app = await fuzzing(seed)
  try {
    const { faults, statuses, ...went } = await app.run(5_000)
    console.log(`G10 ${JSON.stringify({ ...went, statuses })}`)
    expect(faults).toEqual([])
    expect(statuses[200]).toBeGreaterThan(500)
  } finally {
    await app.close()
  }
})
