import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerCall } from '../../../src/actions/calls/answer-call.ts'
import { dispatch } from '../../../src/actions/calls/dispatch.ts'
import { promiseCallback } from '../../../src/actions/calls/promise-callback.ts'
import { typeInCall } from '../../../src/actions/calls/type-in-call.ts'
import { goOffDuty } from '../../../src/actions/duty/go-off-duty.ts'
import { goOnDuty } from '../../../src/actions/duty/go-on-duty.ts'
import { rows } from '../../../src/db/connect.ts'
import type { Deps } from '../../../src/deps.ts'
import type { CounselorActor } from '../../../src/domain/actor.ts'
import { waitingCalls } from '../../../src/reads/waiting-calls.ts'
import { tick } from '../../../src/tick.ts'
import { main, type TestLine, testLine } from '../../support/line.ts'

let line: TestLine
beforeEach(async () => {
  line = await testLine()
})
afterEach(() => line.close())

const hour = 3_600
const day = 24 * hour
const offerOf = async (person: CounselorActor) => (await line.queue(person)).offer?.callId
const shown = async () => (await waitingCalls(line.deps)).map(({ id, state }) => ({ id, state }))
/** The same installation, seen by a clock that shows another time. */
const seenAt = (time: string): Deps => ({ ...line.deps, now: () => new Date(time) })

describe('a call that can be waiting no longer', () => {
  it('is offered to nobody twelve hours after it came, and for an hour before that it is', async () => {
    const old = await line.ring('c1')
    line.clock.wind(hour)
    const young = await line.ring('c2')
    line.clock.wind(11 * hour)
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    expect(await offerOf(person)).toBe(young.callId)
    expect(await line.state(old.callId)).toBe('waiting')
  })

  it('is settled by the tick without counting a wait that nobody knows, and shows as lost for that day', async () => {
    const operator = await line.person('operator-1', 'operator')
    const { callId: rung } = await line.ring('c1')
    const { callId: typed } = await typeInCall(line.deps, operator, { language: 'zh' })
    line.clock.wind(12 * hour - 1)
    await tick(line.deps)
    expect((await shown()).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    line.clock.wind(1)
    await tick(line.deps)
    expect(await shown()).toHaveLength(2)
    expect(await shown()).toEqual(
      expect.arrayContaining([rung, typed].map(id => ({ id, state: 'abandoned' }))),
    )
    expect(await line.tallies()).toEqual(['call_received:1', 'call_received:1'])
    line.clock.wind(3 * hour)
    expect(await shown()).toEqual([])
  })

  it('is closed when somebody outside answered it and its hangup never came', async () => {
    const { callId } = await line.ring('c1')
    await answerCall(line.deps, main, { reference: 'c1', language: 'zh' })
    line.clock.wind(12 * hour - 1)
    await tick(line.deps)
    expect(await line.state(callId)).toBe('talking')
    line.clock.wind(1)
    await tick(line.deps)
    expect(await line.state(callId)).toBe('closed')
  })

  it('given up while it waited past midnight shows as lost on the day of its end', async () => {
    line.clock.now = new Date('2026-11-23T23:58:00+08:00')
    const { callId } = await line.ring('c1')
    line.clock.wind(300)
    await line.tell({ event: 'hangup', callId: 'c1' })
    expect(await shown()).toEqual([{ id: callId, state: 'abandoned' }])
  })
})

describe('two times in one database', () => {
  const then = '2020-02-03T10:00:00+08:00'

  it('a call of the later time is neither offered nor settled in the earlier one', async () => {
    const { callId } = await line.ring('c1')
    const past = seenAt(then)
    const person = await line.counselor(1)
    await goOnDuty(past, person)
    await tick(past)
    expect(await line.state(callId)).toBe('waiting')
    expect(await offerOf(person)).toBeUndefined()
  })

  it('somebody on duty in the later time is not offered a call of the earlier one, and may begin a duty there', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    const later = await line.ring('c1')
    expect(await offerOf(person)).toBe(later.callId)
    const past = seenAt(then)
    line.clock.now = past.now()
    const earlier = await line.ring('c2')
    expect(await line.state(earlier.callId)).toBe('waiting')
    await goOnDuty(past, person)
    expect(await offerOf(person)).toBe(earlier.callId)
    expect(await line.state(later.callId)).toBe('waiting')
    await goOffDuty(past, person)
    expect(await rows(line.database.db, sql`select id from duties where ended_at is null`)).toEqual([])
  })

  it('a look at a page does not let the offers of the earlier time run out; the tick does', async () => {
    line.clock.now = new Date(then)
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    const { callId } = await line.ring('c1')
    await dispatch(seenAt('2026-11-23T10:00:00+08:00'))
    expect(await line.state(callId)).toBe('offered')
    line.clock.now = new Date('2026-11-23T10:00:00+08:00')
    await tick(line.deps)
    expect(await line.state(callId)).toBe('abandoned')
    expect((await line.queue(person)).me.state).toBe('away')
  })
})

describe('a call-back that nobody made', () => {
  const wanted = { phone: '13900002222', language: 'zh' }
  const promised = () => promiseCallback(line.deps, { kind: 'caller' }, wanted)

  it('waits until its number is forgotten, however long after twelve hours', async () => {
    const { callId } = await promised()
    line.clock.wind(4 * day)
    await tick(line.deps)
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    expect(await offerOf(person)).toBe(callId)
  })

  it('is offered to nobody without its number, and stays listed as a broken promise for seven days', async () => {
    const { callId } = await promised()
    line.clock.wind(5 * day)
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    expect(await offerOf(person)).toBeUndefined()
    await tick(line.deps)
    expect(await shown()).toEqual([{ id: callId, state: 'broken' }])
    line.clock.wind(7 * day - 60)
    await tick(line.deps)
    expect(await shown()).toEqual([{ id: callId, state: 'broken' }])
    line.clock.wind(60)
    await tick(line.deps)
    expect(await shown()).toEqual([])
    expect(await line.tallies()).toEqual(['callback_promised:1'])
  })
})
