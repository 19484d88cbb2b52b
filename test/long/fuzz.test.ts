import { expect, test } from 'vitest'
import { fuzzing } from '../support/fuzz.ts'

const seed = Number(process.env.FUZZ_SEED ?? 20261122)
const requests = Number(process.env.FUZZ_REQUESTS ?? 1_000_000)
/** Ends sooner after so many seconds, with whatever was sent until then. */
const seconds = Number(process.env.FUZZ_SECONDS ?? Number.POSITIVE_INFINITY)

test(`G10: ${requests} requests that nobody would send, none of them a fault of ours, and the heap stays flat`, {
  timeout: 6 * 3_600_000,
}, async () => {
  const app = await fuzzing(seed)
  try {
    const { faults, ...went } = await app.run(requests, seconds)
    console.log(`G10 ${JSON.stringify({ ...went, faults: faults.length })}`)
    expect(faults.slice(0, 20)).toEqual([])
    expect(went.heap.end).toBeLessThan(went.heap.warm * 1.3 + 32)
  } finally {
    await app.close()
  }
})
