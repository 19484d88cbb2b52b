import { expect, test } from 'vitest'
import { overload } from '../support/overload.ts'

test('five times the bookings that can be taken are shed with the numbers, and nothing else is', async () => {
  const counted = await overload(20)
  console.table(Object.entries(counted))
  expect(counted).toMatchObject({
    otherwise: 0,
    withoutNumbers: 0,
    crisisWrong: 0,
    homeWrong: 0,
    eventsWrong: 0,
    carersWrong: 0,
  })
  expect(counted.shed).toBeGreaterThan(100)
  expect(counted.outcomes).toBeGreaterThan(5)
  expect(counted.crisisP99).toBeLessThan(100)
})
