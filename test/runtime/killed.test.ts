import { expect, test } from 'vitest'
import { appKills } from '../support/app-kills.ts'

test('the program killed three times under load loses and doubles no booking and no outcome, and serves again', async () => {
  const counted = await appKills(3, 1)
  expect(counted).toMatchObject({ kills: 3, lost: 0, doubled: 0, half: 0, overFive: 0, exits: 0 })
  expect(counted.bookings).toBeGreaterThanOrEqual(3)
  expect(counted.outcomes).toBeGreaterThanOrEqual(3)
})
