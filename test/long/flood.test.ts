import { expect, test } from 'vitest'
import { flooded } from '../support/flood.ts'

const bots = Number(process.env.FLOOD_BOTS ?? 400)
const each = Number(process.env.FLOOD_EACH ?? 50)

test(`${bots} bots with ${each} forms each, and 130 people among them who all get through`, async () => {
  const went = await flooded({ bots, each, withScript: 30, withoutScript: 50, school: 50 })
  console.log(`flood ${JSON.stringify(went)}`)
  expect(went.people.through).toBe(went.people.of)
  expect(went.untouched.refused).toBe(0)
  expect(went.bots.other).toBe(0)
  expect(went.bots.taken).toBeLessThanOrEqual(100 + bots + went.bots.sent / 20)
})
