import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestLine, testLine } from '../support/line.ts'

let line: TestLine
beforeEach(async () => {
  line = await testLine()
})
afterEach(() => line.close())

const faultsOf = async (answer: Response) =>
  ((await answer.json()) as { faults: { field: string; code: string }[] }).faults.map(
    ({ field, code }) => `${field} ${code}`,
  )

describe('POST /api/v1/calls', () => {
  it('types in a call, which waits and is shown as unanswered while nobody is there', async () => {
    const operator = await line.signedIn('operator-1')
    const answer = await operator('/api/v1/calls', {
      json: { language: 'zh', ageBand: 'adult', line: 'main' },
    })
    expect(answer.status).toBe(201)
    const { call } = (await answer.json()) as { call: { id: string } }
    expect(call).toEqual({
      id: expect.any(String),
      channel: 'typed',
      language: 'zh',
      arrivedAt: '2026-11-23T10:00:00+08:00',
      state: 'waiting',
      unanswered: true,
    })
    line.clock.wind(75)
    const { calls } = (await (await operator('/api/v1/calls')).json()) as { calls: unknown[] }
    expect(calls).toEqual([{ ...call, waitedSeconds: 75 }])
  })

  it('is one call for one Idempotency-Key', async () => {
    const operator = await line.signedIn('operator-1')
    const typed = { json: { language: 'zh' }, headers: { 'Idempotency-Key': 'k1' } }
    const [first, again] = [await operator('/api/v1/calls', typed), await operator('/api/v1/calls', typed)]
    expect(await again.json()).toEqual(await first.json())
    const other = await operator('/api/v1/calls', { ...typed, json: { language: 'en' } })
    expect(other.status).toBe(422)
  })

  it('names each field that cannot be used', async () => {
    const operator = await line.signedIn('operator-1')
    const faults = async (json: unknown) => faultsOf(await operator('/api/v1/calls', { json }))
    expect(await faults({})).toEqual(['language missing'])
    expect(await faults({ language: 'fr', line: 'nowhere' })).toEqual([
      'language not_in_list',
      'line not_in_list',
    ])
    expect(await faults({ language: 'zh', ageBand: 'old', name: 'x' })).toEqual([
      'ageBand not_in_list',
      'name unknown_field',
    ])
  })

  it('is shut to callers and counselors, and open to coordinators', async () => {
    const json = { language: 'zh' }
    expect((await line.ask('/api/v1/calls', { json })).status).toBe(401)
    expect((await line.ask('/api/v1/calls')).status).toBe(401)
    const counselor = await line.signedIn('counselor-1')
    expect((await counselor('/api/v1/calls', { json })).status).toBe(403)
    expect((await counselor('/api/v1/calls')).status).toBe(403)
    const coordinator = await line.signedIn('coordinator-1')
    expect((await coordinator('/api/v1/calls', { json })).status).toBe(201)
  })
})

describe('POST /api/v1/calls/:id/hang-up, for a call that no exchange tells of', () => {
  const typedIn = async (ask: Awaited<ReturnType<TestLine['signedIn']>>) => {
    const answer = await ask('/api/v1/calls', { json: { language: 'zh' } })
    return ((await answer.json()) as { call: { id: string } }).call.id
  }
  const hangUp = async (ask: Awaited<ReturnType<TestLine['signedIn']>>, id: string) =>
    (await ask(`/api/v1/calls/${id}/hang-up`, { method: 'POST' })).status

  it('takes a waiting call off the list, abandoned once with its wait however often it is pressed', async () => {
    const operator = await line.signedIn('operator-1')
    await line.onDuty(2)
    const [counselor] = await line.onDuty(1)
    const id = await typedIn(operator)
    const other = await typedIn(operator)
    line.clock.wind(9)
    expect([await hangUp(operator, id), await hangUp(operator, id)]).toEqual([200, 200])
    expect(await line.state(id)).toBe('abandoned')
    expect(await line.tallies('call_abandoned')).toEqual(['call_abandoned:1:9'])
    expect(await line.state(other)).toBe('offered')
    expect((await line.queue(counselor!)).offer?.callId).toBe(other)
  })

  it('is too late once a counselor talks, and then changes nothing', async () => {
    const coordinator = await line.signedIn('coordinator-1')
    const counselor = await line.signedIn('counselor-1')
    const [person] = await line.onDuty(1)
    const id = await typedIn(coordinator)
    const offerId = (await line.queue(person!)).offer?.id
    await counselor(`/api/v1/offers/${offerId}/accept`, { method: 'POST' })
    const answer = await coordinator(`/api/v1/calls/${id}/hang-up`, { method: 'POST' })
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ code: 'call_gone' })
    expect(await line.state(id)).toBe('talking')
    expect(await line.tallies('call_abandoned')).toEqual([])
  })

  it('is for calls that somebody typed in, and for operators and coordinators', async () => {
    const operator = await line.signedIn('operator-1')
    const { callId } = await line.ring('c1')
    expect(await hangUp(operator, callId)).toBe(404)
    expect(await line.state(callId)).toBe('waiting')
    expect(await hangUp(await line.signedIn('counselor-1'), callId)).toBe(403)
  })
})

describe('POST /api/v1/callbacks', () => {
  it('promises, and says honestly how many are before', async () => {
    await line.ring('c1')
    line.clock.wind(1)
    const answer = await line.ask('/api/v1/callbacks', { json: { phone: '139-0000 1111', language: 'zh' } })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toEqual({ promised: true, ahead: 1, minutes: null })
  })

  it('names each field that cannot be used', async () => {
    const faults = async (json: unknown) => faultsOf(await line.ask('/api/v1/callbacks', { json }))
    expect(await faults({})).toEqual(['phone missing', 'language missing'])
    expect(await faults({ phone: 'ring me', language: 'zh' })).toEqual(['phone not_a_phone_number'])
    expect(await faults({ phone: '139\u202e', language: 'zh' })).toEqual(['phone unreadable_characters'])
    expect(await faults({ phone: 13_900_001_111, language: 'zh' })).toEqual(['phone wrong_type'])
  })

  it('keeps no number of a child, and says to call instead', async () => {
    const json = { phone: '13900001111', language: 'zh', ageBand: 'under_14' }
    const answer = await line.ask('/api/v1/callbacks', { json, headers: { 'Accept-Language': 'en' } })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ title: expect.stringContaining('Please call us') })
  })
})
