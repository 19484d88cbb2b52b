import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { onShift } from '../support/on-shift.ts'
import { raceForSlots } from '../support/slot-race.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
})
afterAll(() => app.close())

it('forty clients race for few times: nobody gets one twice, nothing but "taken" is heard, no free time is lost', async () => {
  const people = ['counselor-1', 'counselor-2', 'counselor-3']
  for (const handle of people)
    await onShift(app, handle, '2026-11-24T09:00:00+08:00', '2026-11-24T14:00:00+08:00')
  const first = Date.parse('2026-11-24T09:00:00+08:00')
  const starts = Array.from({ length: 10 }, (_, index) => new Date(first + index * 30 * 60_000))
  const race = { attempts: 400, clients: 40, seed: 20_261_124, starts, counselors: people.length }
  const raced = await raceForSlots(app.deps, race)
  expect(raced).toMatchObject({ shown: {}, overlaps: 0, deadlocks: 0, unbookable: 0 })
  expect(raced.taken).toBeGreaterThan(100)
  expect(raced.canceled).toBeGreaterThan(5)
})
