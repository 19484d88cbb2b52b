import { expect, test } from 'vitest'
import { attackedCity } from '../../support/attacked-city.ts'

// The long test attacks 36 months of three cities: test/long/releases.test.ts.
const [seed, months, contacts] = [362, 3, 120]

test('whoever has all releases, and a partner’s own contacts, bounds no number more narrowly than five', async () => {
  const found = await attackedCity(seed, months, contacts)
  console.log(`seed ${seed}, ${contacts} contacts a month: ${JSON.stringify(found)}`)
  expect(found.released).toBe(months)
  expect(found.numbers).toBeGreaterThan(2000)
  expect(found.narrow).toBe(0)
  // The same attacker finds nearly everything where small counts are only withheld.
  expect(found.naive).toBeGreaterThan(found.numbers / 2)
  expect(found.freeDates.found / found.freeDates.small).toBeGreaterThan(0.8)
})
