import { expect, test } from 'vitest'
import { flooded } from '../support/flood.ts'

test('in a flood every person gets through, the bots a bounded few, and danger, telephone and sign-in are as ever', async () => {
  const went = await flooded({ bots: 20, each: 30, withScript: 1, withoutScript: 3, school: 3 })
  console.log(`flood ${JSON.stringify(went)}`)
  expect(went.people.through).toBe(went.people.of)
  expect(went.people.worstWaitSeconds).toBeLessThanOrEqual(200)
  expect(went.untouched.refused).toBe(0)
  expect(went.bots.other).toBe(0)
  // The quiet hundred, and what was worked for.
  expect(went.bots.taken).toBeLessThanOrEqual(100 + 20 + went.bots.sent / 20)
})
