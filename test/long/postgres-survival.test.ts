import { expect, test } from 'vitest'
import { cutInTheMiddle } from '../support/cut.ts'
import { useDatabase } from '../support/database.ts'
import { survive } from '../support/survival.ts'

const fresh = useDatabase()

test('a transaction whose connection is cut in the middle keeps nothing, thirty times of thirty', async () => {
  for (let round = 0; round < 30; round++) {
    expect(await cutInTheMiddle(fresh().db)).toEqual({ kept: 0, told: true })
  }
})

test('fifty kills under load lose, double and halve nothing, hang nobody and end no program', async () => {
  const counted = await survive(50)
  console.table([counted])
  expect(counted).toMatchObject({ kills: 50, lost: 0, doubled: 0, half: 0, hung: 0, exits: 0 })
  expect(counted.acknowledged).toBeGreaterThan(1_000)
})
