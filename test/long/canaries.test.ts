import { afterAll, beforeAll, expect, test } from 'vitest'
import { logged, sendBadInputs } from '../support/bad-inputs.ts'
import { type CanaryApp, canaryApp, searched, untilForgotten, wholeLife } from '../support/canaries.ts'

let app: CanaryApp
beforeAll(async () => {
  app = await canaryApp()
})
afterAll(() => app.close())

const callers = Number(process.env.CANARY_CALLERS ?? 150)
const inputs = Number(process.env.CANARY_INPUTS ?? 500)

test(`G7: ${callers} callers by every way, and nothing of them readable once it is due`, async () => {
  const codes = await wholeLife(app, callers)
  const before = await searched(app, codes)
  await untilForgotten(app)
  const after = await searched(app, codes)
  console.log(`G7 ${JSON.stringify({ callers, bookings: codes.length, before, after })}`)
  expect(before).toMatchObject({ readable: 0, codes: 0 })
  expect(before.opened).toBeGreaterThan(0)
  expect(after).toMatchObject({ readable: 0, codes: 0, opened: 0, tagsMade: 0 })
  expect(after.sealedLeft).toBeGreaterThan(callers)
})

test(`G8: ${inputs} bad inputs in every field, and none of them in any log`, async () => {
  const sent = await sendBadInputs(app, inputs)
  console.log(`G8 ${JSON.stringify({ inputs, ...sent, ...logged(app) })}`)
  expect(Object.keys(sent.answers).filter(status => Number(status) >= 500)).toEqual([])
  expect(logged(app)).toMatchObject({ app: 0, server: 0 })
})
