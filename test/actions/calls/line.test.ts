import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { answerCall } from '../../../src/actions/calls/answer-call.ts'
import { hangUp } from '../../../src/actions/calls/hang-up.ts'
import { promiseCallback } from '../../../src/actions/calls/promise-callback.ts'
import { promiseCallbackOnLine } from '../../../src/actions/calls/promise-callback-on-line.ts'
import { receiveCall } from '../../../src/actions/calls/receive-call.ts'
import { typeInCall } from '../../../src/actions/calls/type-in-call.ts'
import { openContact } from '../../../src/actions/outcomes/open-contact.ts'
import { rows } from '../../../src/db/connect.ts'
import type { CounselorActor } from '../../../src/domain/actor.ts'
import { keyFile } from '../../../src/outside/key-file.ts'
import { main, type TestLine, testLine } from '../../support/line.ts'

let line: TestLine
beforeEach(async () => {
  line = await testLine()
})
afterEach(() => line.close())

const c1 = { reference: 'c1', language: 'zh' }
const callback = { ...c1, phone: '13900001111' }
const callsNow = () =>
  rows<Record<string, unknown> & { state: string; channel: string }>(
    line.database.db,
    sql`select * from calls`,
  )
const take = async (person: CounselorActor) =>
  acceptOffer(line.deps, person, { offerId: (await line.queue(person)).offer!.id })

describe('a call on a line', () => {
  it('told twice is one call', async () => {
    const first = await line.ring('c1')
    line.clock.wind(3)
    expect(await line.ring('c1')).toEqual(first)
    expect(await line.tallies()).toEqual(['call_received:1'])
  })

  it('is another call on another line, though the reference is the same', async () => {
    const first = await line.ring('c1')
    const other = await receiveCall(line.deps, { kind: 'line', line: 'second' }, c1)
    expect(other).not.toEqual(first)
    expect(await line.tallies()).toEqual(['call_received:1', 'call_received:1'])
  })

  it('leaves no number behind, only a tag that another month cannot be compared with', async () => {
    const ids = [
      await line.ring('c1', 'zh', '139-0000-1111'),
      await line.ring('c2', 'zh', '13900001111'),
      await line.ring('c3', 'zh', 'anonymous'),
    ]
    line.clock.wind(40 * 86_400)
    ids.push(await line.ring('c4', 'zh', '13900001111'))
    const tags = await callsNow()
    const [one, two, three, four] = ids.map(({ callId }) => tags.find(({ id }) => id === callId)?.caller_tag)
    expect(one).toMatch(/^[0-9a-f]{64}$/)
    expect(two).toBe(one)
    expect(three).toBeNull()
    expect(four).not.toBe(one)
    expect(JSON.stringify(tags)).not.toContain('13900001111')
  })

  it("keeps the exchange's own name for the call as a keyed tag alone, by which it is known again", async () => {
    const reference = 'uniqueid-1700000000.4711'
    const first = await line.ring(reference)
    expect(await line.ring(reference)).toEqual(first)
    const kept = await callsNow()
    expect(kept).toHaveLength(1)
    expect(JSON.stringify(kept)).not.toContain('4711')
    expect(kept[0]?.reference_tag).toMatch(/^[0-9a-f]{64}$/)
    await hangUp(line.deps, main, { reference, language: 'zh' })
    expect((await callsNow())[0]?.state).toBe('abandoned')
  })

  it('is known again even while the keys have never been in reach', async () => {
    const away = join(tmpdir(), 'heartline-no-such-folder', 'x', 'keys.json')
    await writeFile(join(tmpdir(), 'heartline-no-such-folder'), '')
    const deps = { ...line.deps, keys: keyFile(away, line.deps.random, () => '2026-11-23') }
    const first = await receiveCall(deps, main, c1)
    expect(await receiveCall(deps, main, c1)).toEqual(first)
    await hangUp(deps, main, c1)
    expect(await callsNow()).toMatchObject([{ state: 'abandoned' }])
  })
})

describe('a call while the keys are out of reach', () => {
  it('waits and is offered all the same, without its tag, and the log says so without a number', async () => {
    const tag = () => Promise.reject(new RangeError('no key for 13900001111'))
    const deps = { ...line.deps, keys: { ...line.deps.keys, tag } }
    const [first] = (await line.onDuty(1)) as [CounselorActor]
    const { callId } = await receiveCall(deps, main, { ...c1, from: '13900001111' })
    expect((await line.queue(first)).offer?.callId).toBe(callId)
    expect((await callsNow())[0]).toMatchObject({ caller_tag: null })
    const fault = { event: 'fault', name: 'RangeError', at: 'caller tag' }
    expect(line.lines.filter(({ event }) => event === 'fault')).toEqual([fault])
  })
})

describe('hanging up', () => {
  it('while waiting abandons the call, with its wait at its arrival', async () => {
    await line.ring('c1')
    line.clock.wind(42)
    await hangUp(line.deps, main, c1)
    await hangUp(line.deps, main, c1)
    expect((await callsNow())[0]?.state).toBe('abandoned')
    expect(await line.tallies()).toEqual(['call_abandoned:1:42', 'call_received:1'])
  })

  it('while offered withdraws the offer, and its counselor keeps their place', async () => {
    const [first] = (await line.onDuty(1, 4)) as [CounselorActor]
    const since = (await line.queue(first)).me.since
    await line.ring('c1')
    await hangUp(line.deps, main, c1)
    expect(await line.queue(first)).toMatchObject({ offer: null, me: { state: 'free', since } })
    await line.ring('c2')
    expect((await line.queue(first)).offer).not.toBeNull()
  })

  it('while talking begins the wrap-up', async () => {
    const [first] = (await line.onDuty(1)) as [CounselorActor]
    await line.ring('c1')
    await take(first)
    line.clock.wind(600)
    await hangUp(line.deps, main, c1)
    expect(await line.queue(first)).toMatchObject({
      current: { state: 'wrap_up' },
      me: { state: 'wrap_up', since: line.deps.now() },
    })
  })

  it('told before the call itself is remembered: counted once, received and abandoned', async () => {
    await hangUp(line.deps, main, c1)
    expect(await line.tallies()).toEqual([])
    await line.ring('c1')
    await line.ring('c1')
    expect((await callsNow())[0]?.state).toBe('abandoned')
    expect(await line.tallies()).toEqual(['call_abandoned:1:0', 'call_received:1'])
  })
})

describe('an answer at the exchange', () => {
  it('with a live offer is its counselor accepting', async () => {
    const [first] = (await line.onDuty(1)) as [CounselorActor]
    const { callId } = await line.ring('c1')
    await answerCall(line.deps, main, c1)
    expect((await line.queue(first)).current).toMatchObject({ callId, state: 'talking' })
    expect(await line.tallies('call_answered')).toEqual(['call_answered:1:0'])
  })

  it('without one is somebody outside, and the hangup closes the call', async () => {
    const { callId } = await line.ring('c1')
    line.clock.wind(5)
    await answerCall(line.deps, main, c1)
    await answerCall(line.deps, main, c1)
    expect(await line.state(callId)).toBe('talking')
    await hangUp(line.deps, main, c1)
    expect(await line.state(callId)).toBe('closed')
    expect(await line.tallies()).toEqual(['call_answered:1:5', 'call_received:1'])
  })

  it('after the hangup changes nothing', async () => {
    const { callId } = await line.ring('c1')
    await hangUp(line.deps, main, c1)
    await answerCall(line.deps, main, c1)
    expect(await line.state(callId)).toBe('abandoned')
    expect(await line.tallies('call_answered')).toEqual([])
  })

  it('told before the call itself is counted with it', async () => {
    await answerCall(line.deps, main, c1)
    await line.ring('c1')
    expect(await line.tallies()).toEqual(['call_answered:1:0', 'call_received:1'])
  })
})

describe('a call-back', () => {
  it('asked for on the line keeps the place, outlasts the hangup, and opens for whoever takes it', async () => {
    const { callId } = await line.ring('c1')
    line.clock.wind(30)
    await promiseCallbackOnLine(line.deps, main, callback)
    await promiseCallbackOnLine(line.deps, main, callback)
    await hangUp(line.deps, main, c1)
    await line.ring('c2')
    const [first] = (await line.onDuty(1)) as [CounselorActor]
    expect((await line.queue(first)).offer).toMatchObject({ callId, channel: 'callback' })
    await take(first)
    expect(await line.tallies()).toEqual([
      'call_received:1',
      'call_received:1',
      'callback_kept:1',
      'callback_promised:1',
    ])
    expect(await openContact(line.deps, first, { callId })).toEqual({ phone: '13900001111' })
    expect(JSON.stringify(await callsNow())).not.toContain('13900001111')
  })

  it('told after the hangup takes the hangup back', async () => {
    const { callId } = await line.ring('c1')
    line.clock.wind(30)
    await hangUp(line.deps, main, c1)
    await promiseCallbackOnLine(line.deps, main, callback)
    expect(await line.state(callId)).toBe('waiting')
    expect(await line.tallies()).toEqual(['call_received:1', 'callback_promised:1'])
  })

  it('told before the call itself waits, and the call is counted when it is told', async () => {
    await promiseCallbackOnLine(line.deps, main, callback)
    expect((await callsNow())[0]).toMatchObject({ state: 'waiting', channel: 'callback' })
    await line.ring('c1')
    expect(await line.tallies()).toEqual(['call_received:1', 'callback_promised:1'])
  })

  it('asked for on the web joins the queue behind those who wait', async () => {
    await line.ring('c1')
    line.clock.wind(1)
    const wanted = { phone: '13900002222', language: 'zh', requestKey: 'k1' }
    const { callId } = await promiseCallback(line.deps, { kind: 'caller' }, wanted)
    expect(await promiseCallback(line.deps, { kind: 'caller' }, wanted)).toEqual({ callId })
    const other = { ...wanted, phone: '13900003333' }
    await expect(promiseCallback(line.deps, { kind: 'caller' }, other)).rejects.toMatchObject({
      code: 'request_reused',
    })
    expect(await line.tallies('callback')).toEqual(['callback_promised:1'])
    expect(JSON.stringify(await callsNow())).not.toMatch(/1390000[23]/)
  })

  it('keeps no number of a child', async () => {
    const child = { phone: '13900002222', language: 'zh', ageBand: 'under_14' as const }
    await expect(promiseCallback(line.deps, { kind: 'caller' }, child)).rejects.toMatchObject({
      code: 'contact_of_a_child',
    })
    expect(await callsNow()).toEqual([])
  })
})

describe('a call typed in by an operator', () => {
  it('waits like any other, and the same request again is the same call', async () => {
    const operator = await line.person('operator-1', 'operator')
    const typed = { language: 'zh', ageBand: 'adult' as const, requestKey: 'k1' }
    const { callId } = await typeInCall(line.deps, operator, typed)
    line.clock.wind(9)
    expect((await typeInCall(line.deps, operator, typed)).callId).toBe(callId)
    await expect(typeInCall(line.deps, operator, { ...typed, language: 'en' })).rejects.toMatchObject({
      code: 'request_reused',
    })
    const [first] = (await line.onDuty(1)) as [CounselorActor]
    expect((await line.queue(first)).offer).toMatchObject({ callId, channel: 'typed', ageBand: 'adult' })
    expect(await line.tallies()).toEqual(['call_received:1'])
  })
})
