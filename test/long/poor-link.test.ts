import { expect, test } from 'vitest'
import { linkStorm } from '../support/link-storm.ts'

test('slow, trickled, cut, silent and refused links to the database keep nobody waiting for five seconds', async () => {
  const seed = Number(process.env.SEED ?? 20_261_122)
  const counted = await linkStorm(
    ['slow', 'trickling', 'cut', 'silent', 'refusing', 'silent', 'cut'],
    20,
    seed,
  )
  console.log(`seed ${seed}`)
  console.table(counted)
  for (const one of counted) {
    expect(one).toMatchObject({ overFive: 0 })
    expect(one.wellAgain, one.link).toBeLessThan(5_000)
  }
})
