import { expect, test } from 'vitest'
import { useDatabase } from '../support/database.ts'
import { mailStorm } from '../support/mail-storm.ts'

const fresh = useDatabase()

test('10,000 letters survive 200 killed senders and a server that turns one in twenty away', async () => {
  const seed = Number(process.env.SEED ?? 20_261_122)
  const storm = { mails: 10_000, kills: 200, refusals: 0.05, workers: 3, seed }
  const counted = await mailStorm(fresh(), storm)
  console.table([counted])
  expect(counted).toMatchObject({ lost: 0, renamed: 0, unmarked: 0 })
  expect(counted.duplicates).toBeLessThan(100)
})
