import { expect, test } from 'vitest'
import { attackedCity } from '../support/attacked-city.ts'

const months = 36
const cities = [
  { seed: 1, contacts: 60 },
  { seed: 2, contacts: 150 },
  { seed: 3, contacts: 400 },
]

test.each(cities)(
  '36 months of $contacts contacts (seed $seed): 0 numbers bounded more narrowly than five',
  async ({ seed, contacts }) => {
    const found = await attackedCity(seed, months, contacts)
    console.log(`seed ${seed}, ${contacts} contacts a month: ${JSON.stringify(found)}`)
    expect(found.released).toBe(months)
    expect(found.narrow).toBe(0)
    expect(found.freeDates.found / found.freeDates.small).toBeGreaterThan(0.8)
  },
)
