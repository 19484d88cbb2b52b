import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dispatch } from '../../src/actions/calls/dispatch.ts'
import { type TestLine, testLine } from '../support/line.ts'

type Ask = Awaited<ReturnType<TestLine['signedIn']>>
type QueueJson = {
  me: { state: string; awayBecause: string | null }
  offer: { id: string; callId: string } | null
  current: { callId: string; state: string; draft: unknown } | null
  waiting: number
}

let line: TestLine
let ask: Ask
beforeEach(async () => {
  line = await testLine()
  ask = await line.signedIn('counselor-1')
})
afterEach(() => line.close())

const put = (path: string, json: unknown) => ask(path, { method: 'PUT', json })
const queue = async (as = ask) => (await (await as('/api/v1/queue')).json()) as QueueJson
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]

describe('PUT /api/v1/duty', () => {
  it('goes on and off, on a break and back', async () => {
    const state = async (json: unknown) => {
      const answer = await put('/api/v1/duty', json)
      return ((await answer.json()) as { duty: { state: string } }).duty.state
    }
    expect(await state({ on: true })).toBe('free')
    expect(await state({ on: true, state: 'break' })).toBe('break')
    expect(await state({ on: true, state: 'free' })).toBe('free')
    expect(await state({ on: false })).toBe('off')
  })

  it('brings back whoever missed an offer', async () => {
    await put('/api/v1/duty', { on: true })
    await line.ring('c1')
    line.clock.wind(20)
    await dispatch(line.deps)
    expect((await queue()).me).toMatchObject({ state: 'away', awayBecause: 'missed_offer' })
    await put('/api/v1/duty', { on: true })
    expect(await queue()).toMatchObject({ me: { state: 'offered', awayBecause: null } })
  })

  it('names what cannot be used, and is for counselors', async () => {
    const faults = async (json: unknown) =>
      ((await (await put('/api/v1/duty', json)).json()) as { faults: { field: string }[] }).faults[0]?.field
    expect(await faults({})).toBe('on')
    expect(await faults({ on: 'yes' })).toBe('on')
    expect(await faults({ on: false, state: 'break' })).toBe('state')
    expect(await faults({ on: true, state: 'asleep' })).toBe('state')
    const coordinator = await line.signedIn('coordinator-1')
    expect((await coordinator('/api/v1/duty', { method: 'PUT', json: { on: true } })).status).toBe(403)
    expect((await line.ask('/api/v1/duty', { method: 'PUT', json: { on: true } })).status).toBe(401)
  })
})

describe('GET /api/v1/queue', () => {
  it('shows the offer in codes, with its deadline', async () => {
    await put('/api/v1/duty', { on: true })
    const { callId } = await line.ring('c1')
    line.clock.wind(3)
    expect(await queue()).toMatchObject({
      waiting: 1,
      longestWaitSeconds: 3,
      me: { state: 'offered', since: '2026-11-23T10:00:00+08:00', plannedNow: false, shiftEndsAt: null },
      offer: {
        callId,
        channel: 'phone',
        language: 'zh',
        ageBand: 'unknown',
        waitedSeconds: 3,
        expiresAt: '2026-11-23T10:00:20+08:00',
      },
      current: null,
      sessions: [],
    })
  })

  it('is not sent again while nothing but the clock has moved', async () => {
    await put('/api/v1/duty', { on: true })
    await line.ring('c1')
    const tag = (await ask('/api/v1/queue')).headers.get('ETag') ?? ''
    line.clock.wind(5)
    const again = await ask('/api/v1/queue', { headers: { 'If-None-Match': tag } })
    expect(again.status).toBe(304)
    await line.tell({ event: 'hangup', callId: 'c1' })
    const after = await ask('/api/v1/queue', { headers: { 'If-None-Match': tag } })
    expect(after.status).toBe(200)
    expect(await after.json()).toMatchObject({ offer: null, waiting: 0 })
  })

  it('settles an offer that has run out when somebody looks', async () => {
    await put('/api/v1/duty', { on: true })
    const other = await line.signedIn('counselor-4')
    line.clock.wind(1)
    await other('/api/v1/duty', { method: 'PUT', json: { on: true } })
    await line.ring('c1')
    expect((await queue(other)).offer).toBeNull()
    line.clock.wind(21)
    expect((await queue(other)).offer).not.toBeNull()
    expect((await queue()).me.state).toBe('away')
  })

  it('is a sign of life: whoever looks again after a long silence is offered what waits', async () => {
    await put('/api/v1/duty', { on: true })
    line.clock.wind(600)
    await line.ring('c1')
    expect((await queue()).offer).not.toBeNull()
  })
})

describe('the life of a call', () => {
  it('is offered, accepted, drafted, closed', async () => {
    await put('/api/v1/duty', { on: true })
    await line.ring('c1')
    const { offer } = await queue()
    const accepted = await ask(`/api/v1/offers/${offer?.id}/accept`, { method: 'POST' })
    expect(await accepted.json()).toEqual({ accepted: true, callId: offer?.callId })
    const call = `/api/v1/calls/${offer?.callId}`
    expect((await put(`${call}/draft`, { problems: ['mood'] })).status).toBe(200)
    expect((await queue()).current).toMatchObject({ state: 'talking', draft: { problems: ['mood'] } })
    const outcome = { ending: 'completed', riskAnswer: 'low', problems: ['mood'] }
    expect((await ask(`${call}/outcome`, { json: outcome })).status).toBe(200)
    expect(await codeOf(await ask(`${call}/outcome`, { json: outcome }))).toEqual([409, 'already_closed'])
    expect(await queue()).toMatchObject({ current: null, me: { state: 'free' } })
  })

  it('cannot be accepted by a page from elsewhere in a member’s name', async () => {
    await put('/api/v1/duty', { on: true })
    await line.ring('c1')
    const { offer } = await queue()
    const headers = { Origin: 'https://elsewhere.example' }
    const answer = await ask(`/api/v1/offers/${offer?.id}/accept`, { method: 'POST', headers })
    expect(answer.status).toBe(403)
    expect((await queue()).offer).not.toBeNull()
  })

  it('is declined and goes to the next', async () => {
    await put('/api/v1/duty', { on: true })
    await line.ring('c1')
    const { offer } = await queue()
    expect((await ask(`/api/v1/offers/${offer?.id}/decline`, { method: 'POST' })).status).toBe(200)
    expect(await codeOf(await ask(`/api/v1/offers/${offer?.id}/accept`, { method: 'POST' }))).toEqual([
      409,
      'call_gone',
    ])
  })

  it('does not go on without the fields that an outcome needs', async () => {
    await put('/api/v1/duty', { on: true })
    await line.ring('c1')
    const { offer } = await queue()
    await ask(`/api/v1/offers/${offer?.id}/accept`, { method: 'POST' })
    const faults = async (json: unknown) => {
      const answer = await ask(`/api/v1/calls/${offer?.callId}/outcome`, { json })
      const { faults } = (await answer.json()) as { faults: { field: string; code: string }[] }
      return [answer.status, ...faults.map(({ field, code }) => `${field} ${code}`)]
    }
    expect(await faults({})).toEqual([400, 'ending missing'])
    expect(await faults({ ending: 'completed' })).toEqual([400, 'riskAnswer missing'])
    expect(await faults({ ending: 'no_show' })).toEqual([400, 'ending not_in_list'])
    expect(await faults({ ending: 'completed', riskAnswer: 'low', distressBefore: 11 })).toEqual([
      400,
      'distressBefore too_large',
    ])
    expect(await faults({ ending: 'completed', riskAnswer: 'low', words: 'secret' })).toEqual([
      400,
      'words unknown_field',
    ])
  })

  it('finds nothing under ids that are none, whatever the verb', async () => {
    const json = { ending: 'completed', riskAnswer: 'low' }
    for (const id of ['1', 'x'.repeat(300), "'--", '00000000-0000-4000-8000-000000000000']) {
      const there = encodeURIComponent(id)
      const attempts = [
        ask(`/api/v1/offers/${there}/accept`, { method: 'POST' }),
        ask(`/api/v1/offers/${there}/decline`, { method: 'POST' }),
        ask(`/api/v1/calls/${there}/outcome`, { json }),
        ask(`/api/v1/sessions/${there}/outcome`, { json }),
        put(`/api/v1/calls/${there}/draft`, {}),
        put(`/api/v1/sessions/${there}/draft`, {}),
        ask(`/api/v1/calls/${there}/contact`, { method: 'POST' }),
        ask(`/api/v1/sessions/${there}/contact`, { method: 'POST' }),
      ]
      for (const answer of await Promise.all(attempts))
        expect(await codeOf(answer)).toEqual([404, 'not_found'])
    }
  })
})

describe('GET /api/v1/queue/events', () => {
  it('tells a version, and a new one after a change, and nothing else', async () => {
    const answer = await ask('/api/v1/queue/events')
    expect(answer.headers.get('Content-Type')).toContain('text/event-stream')
    const reader = answer.body!.getReader()
    const events: string[] = []
    const until = async (enough: number) => {
      while (events.filter(text => text.includes('data:')).length < enough)
        events.push(new TextDecoder().decode((await reader.read()).value))
    }
    await until(1)
    await line.ring('c1', 'zh', '13900001111')
    await until(2)
    await reader.cancel()
    expect(events.join('')).toMatch(
      /^retry: 500\n\nevent: version\ndata: \d+\n\n(event: version\ndata: \d+\n\n)+$/,
    )
  })

  it('stops listening when the page goes', async () => {
    const { changes } = line.deps
    let listening = 0
    const { listen } = changes
    changes.listen = changed => {
      listening++
      const leave = listen(changed)
      return () => {
        listening--
        leave()
      }
    }
    const answer = await ask('/api/v1/queue/events')
    const reader = answer.body!.getReader()
    await reader.read()
    expect(listening).toBe(1)
    await reader.cancel()
    await expect.poll(() => listening).toBe(0)
  })

  it('is shut to whoever is not a counselor; operators have one of their own', async () => {
    expect((await line.ask('/api/v1/queue/events')).status).toBe(401)
    const operator = await line.signedIn('operator-1')
    expect((await operator('/api/v1/queue/events')).status).toBe(403)
    const own = await operator('/api/v1/calls/events')
    expect(own.status).toBe(200)
    await own.body?.cancel()
  })
})
