import { afterAll, beforeAll } from 'vitest'
import { outageCases } from '../support/outage-cases.ts'
import { combinations, testOutages } from '../support/outages.ts'

let heartline: Awaited<ReturnType<typeof testOutages>>
beforeAll(async () => {
  heartline = await testOutages()
})
afterAll(() => heartline.close())

for (const away of combinations) outageCases(() => heartline, away)
