import { expect, test } from 'vitest'
import { overload } from '../support/overload.ts'

const seed = Number(process.env.SEED ?? 20_261_122)
const seconds = Number(process.env.OVERLOAD_SECONDS ?? 25)

test('G16: five times the bookings that can be taken are shed with the numbers, and the crisis page answers as ever', async () => {
  const counted = await overload({ seed, seconds, times: 5 })
  console.log(`G16 ${JSON.stringify(counted)}`)
  const { flood, ...rest } = counted
  // 409 is an answer too: somebody else has that time.
  expect(flood).toMatchObject({ shedWithoutNumbers: 0, other: {} })
  expect(flood.shed).toBeGreaterThan(flood.sent / 2)
  expect(flood.booked).toBeGreaterThan(0)
  expect(flood.slowest).toBeLessThan(5_000)
  expect(rest).toMatchObject({ lost: 0, doubled: 0, crisisWrong: {} })
  expect(rest.crisisAsked).toBeGreaterThanOrEqual(seconds * 10)
  expect(rest.crisisP99).toBeLessThan(100)
})
