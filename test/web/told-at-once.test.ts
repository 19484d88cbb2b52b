import { afterEach, expect, test } from 'vitest'
import { hangUp } from '../../src/actions/calls/hang-up.ts'
import { receiveCall } from '../../src/actions/calls/receive-call.ts'
import { type TestApp, testApp } from '../support/app.ts'

let app: TestApp
afterEach(() => app.close())

const line = { kind: 'line', line: 'main' } as const

test('an offer and its end are told at once to the page of whom they concern', async () => {
  app = await testApp()
  const counselor = await app.person('counselor-1', 'counselor')
  const ask = await app.signedIn('counselor-1')
  await ask('/api/v1/duty', { method: 'PUT', json: { on: true } })
  let heard = 0
  app.deps.changes.listen(() => heard++, counselor.personId)
  // So many other pages that without naming them this one would wait for seconds.
  for (let page = 0; page < 300; page++) app.deps.changes.listen(() => {}, `other-${page}`)
  await receiveCall(app.deps, line, { reference: 'c1', language: 'zh' })
  expect(heard).toBeGreaterThan(0)
  const before = heard
  await hangUp(app.deps, line, { reference: 'c1', language: 'zh' })
  expect(heard).toBeGreaterThan(before)
  await app.deps.changes.close()
})
