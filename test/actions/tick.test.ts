import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acceptOffer } from '../../src/actions/calls/accept-offer.ts'
import { closeCall } from '../../src/actions/outcomes/close-call.ts'
import { rows } from '../../src/db/connect.ts'
import type { Deps } from '../../src/deps.ts'
import type { CounselorActor } from '../../src/domain/actor.ts'
import { keyDays, type Paces, take, tick } from '../../src/tick.ts'
import { type TestLine, testLine } from '../support/line.ts'

let line: TestLine
let counselor: CounselorActor
beforeEach(async () => {
  line = await testLine()
  ;[counselor] = (await line.onDuty(1)) as [CounselorActor]
})
afterEach(() => line.close())

const day = 86_400

async function closedCall() {
  const { callId } = await line.ring('c1')
  const { offer } = await line.queue(counselor)
  await acceptOffer(line.deps, counselor, { offerId: offer?.id ?? '' })
  await closeCall(line.deps, counselor, {
    callId,
    outcome: { ending: 'completed', riskAnswer: 'low', problems: ['mood'] },
  })
}

const outcomes = () =>
  rows(line.database.db, sql`select month from spool union all select month from outcomes`)
const keyDaysNow = async () => (await line.deps.keys.ages()).map(({ day }) => day)

test('a tick lets an offer run out and makes its counselor away', async () => {
  await line.ring('c1')
  line.clock.wind(21)
  await tick(line.deps)
  expect((await line.queue(counselor)).offer).toBeNull()
  expect((await line.queue(counselor)).me.state).toBe('away')
})

test('after midnight outcomes are flushed once, and only then the keys of days that are over destroyed', async () => {
  await closedCall()
  await tick(line.deps)
  expect(await outcomes()).toHaveLength(0)
  const first = (await keyDaysNow())[0] ?? ''
  line.clock.wind(day)
  await tick(line.deps)
  await tick(line.deps)
  expect(await outcomes()).toHaveLength(1)
  expect(await keyDaysNow()).not.toContain(first)
})

test('keys for as long as a booking can reach are ready after a tick', async () => {
  await tick(line.deps)
  expect((await line.deps.keys.ages()).length).toBeGreaterThanOrEqual(keyDays(line.deps.config))
})

test('outcomes that could not be flushed keep the keys that open them', async () => {
  await closedCall()
  const until = (
    await rows<{ sealed: string }>(line.database.db, sql`select outcome_sealed as sealed from closings`)
  )[0]
  await tick(line.deps)
  line.clock.wind(30 * day)
  const { keys } = line.deps
  let mayOpen = false
  const flaky: Deps = {
    ...line.deps,
    keys: {
      ...keys,
      open: (sealed, place) =>
        mayOpen ? keys.open(sealed, place) : Promise.reject(new Error('no key store')),
    },
  }
  await tick(flaky)
  expect(until?.sealed).toBeTruthy()
  expect(await outcomes()).toHaveLength(0)
  mayOpen = true
  await tick(flaky)
  expect(await outcomes()).toHaveLength(1)
})

test('a step that fails is logged once a minute and keeps no other from running', async () => {
  const ran: string[] = []
  const paces: Paces = new Map()
  const steps = [
    { name: 'broken', daily: false, run: () => Promise.reject(new TypeError('private words')) },
    { name: 'next', daily: false, run: async () => ran.push('next') },
  ]
  for (let second = 0; second < 61; second++) {
    await take(steps, line.deps, paces)
    line.clock.wind(1)
  }
  expect(ran).toHaveLength(61)
  const faults = line.lines.filter(({ step }) => step === 'broken')
  expect(faults).toEqual([faults[0], faults[0]])
  expect(faults[0]).toEqual({ event: 'fault', step: 'broken', name: 'TypeError' })
})

test('a daily step runs once each local day, and again after a minute when it asks for that or fails', async () => {
  const paces: Paces = new Map()
  const runs = { fine: 0, again: 0, broken: 0 }
  const steps = [
    { name: 'fine', daily: true, run: async () => void runs.fine++ },
    {
      name: 'again',
      daily: true,
      run: async () => {
        runs.again++
        return 'again'
      },
    },
    {
      name: 'broken',
      daily: true,
      run: async () => {
        runs.broken++
        throw new Error()
      },
    },
  ]
  // From 10:00 in Shanghai: fourteen hours to midnight.
  for (let half = 0; half < 2 * 60 * 15; half++) {
    await take(steps, line.deps, paces)
    line.clock.wind(30)
  }
  expect(runs).toEqual({ fine: 2, again: 15 * 60, broken: 15 * 60 })
})

test('two machines that tick at once do everything once', async () => {
  await closedCall()
  line.clock.wind(day)
  await Promise.all([tick(line.deps), tick({ ...line.deps }), tick({ ...line.deps })])
  expect(await outcomes()).toHaveLength(1)
  expect(line.lines.filter(({ event }) => event === 'fault')).toEqual([])
})
