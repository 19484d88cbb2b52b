import { expect, test } from 'vitest'
import { appKills } from '../support/app-kills.ts'

test('fifty kills of the program under load lose and double no booking and no outcome, and keep nobody waiting', async () => {
  const counted = await appKills(50, Number(process.env.SEED ?? 20_261_122))
  console.table([counted])
  expect(counted).toMatchObject({ kills: 50, lost: 0, doubled: 0, half: 0, overFive: 0, exits: 0 })
  expect(counted.bookings).toBeGreaterThan(200)
  expect(counted.outcomes).toBeGreaterThanOrEqual(50)
})
