import { expect, test } from 'vitest'
import { useDatabase } from '../../support/database.ts'
import { mailStorm } from '../../support/mail-storm.ts'

const fresh = useDatabase()

test('200 letters survive the killing of five senders: none is lost, and one sent twice is the same letter', async () => {
  const storm = { mails: 200, kills: 5, refusals: 0.05, workers: 2, seed: 1 }
  const counted = await mailStorm(fresh(), storm)
  expect(counted).toMatchObject({ lost: 0, renamed: 0, unmarked: 0 })
  // Each kill can hit one batch of five between the server's answer and the mark.
  expect(counted.duplicates).toBeLessThanOrEqual(5 * 5)
})
