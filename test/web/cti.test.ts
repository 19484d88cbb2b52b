import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptOffer } from '../../src/actions/calls/accept-offer.ts'
import type { CounselorActor } from '../../src/domain/actor.ts'
import { type TestLine, testLine } from '../support/line.ts'

let line: TestLine
beforeEach(async () => {
  line = await testLine()
})
afterEach(() => line.close())

const newCall = { event: 'newCall', callId: 'c1', from: '13900001111', to: '12356', direction: 'inbound' }
const told = async (event: Record<string, unknown>): Promise<Record<string, unknown>> => {
  const answer = await line.tell(event)
  return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) }
}

describe('what the exchange is told to say', () => {
  it('wait, in a moment, when somebody is free', async () => {
    await line.onDuty(1)
    expect(await told({ ...newCall, language: 'zh' })).toEqual({
      status: 200,
      understood: true,
      say: 'wait',
      position: 1,
      minutes: { from: 0, to: 1 },
      emergencyNumbers: ['12356', '120', '110'],
      provinceNumber: null,
      text: '请稍等，马上有人接听。',
    })
  })

  it('the number of the province too, once the caller has waited so long', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    await told({ ...newCall, callId: 'c0', language: 'en' })
    await acceptOffer(line.deps, person, { offerId: (await line.queue(person)).offer!.id })
    await told({ ...newCall, language: 'en' })
    line.clock.wind(15 * 60 - 1)
    expect(await told({ ...newCall, language: 'en' })).toMatchObject({ provinceNumber: null })
    line.clock.wind(1)
    const late = await told({ ...newCall, language: 'en' })
    expect(late).toMatchObject({ provinceNumber: '12356' })
    expect(late.text).toContain('You can also call 12356')
  })

  it('wait, with the place and a range of minutes, when all are talking', async () => {
    const [person] = (await line.onDuty(3)) as [CounselorActor]
    await told({ ...newCall, callId: 'c0', language: 'en' })
    await acceptOffer(line.deps, person, { offerId: (await line.queue(person)).offer!.id })
    await told({ ...newCall, callId: 'c1', language: 'en' })
    line.clock.wind(1)
    const answer = await told({ ...newCall, callId: 'c2', language: 'en-GB' })
    expect(answer).toMatchObject({ say: 'wait', position: 2 })
    expect(answer.text).toMatch(/^One caller is before you\. It may take \d+ to \d+ minutes\. Please stay/)
  })

  it('an offer to call back when nobody is there, and the emergency numbers with it', async () => {
    expect(await told({ ...newCall, language: 'yue' })).toMatchObject({
      say: 'callback',
      minutes: null,
      text: expect.stringContaining('12356'),
    })
  })

  it('the emergency numbers when nobody is there and no number is known', async () => {
    for (const from of ['anonymous', 'Anonymous', '', undefined])
      expect(await told({ ...newCall, callId: `c-${from}`, from })).toMatchObject({ say: 'numbers' })
  })

  it('the promise, once the caller has chosen to be called back, and nothing after that', async () => {
    await told(newCall)
    expect(await told({ ...newCall, event: 'callback' })).toMatchObject({
      say: 'callback',
      text: expect.stringContaining('尽快给您回电话'),
    })
    expect(await told({ ...newCall, event: 'hangup' })).toMatchObject({ say: 'nothing', text: '' })
    expect(await line.tallies('call_abandoned')).toEqual([])
  })

  it('nothing for a call going out', async () => {
    expect(await told({ ...newCall, direction: 'outbound' })).toMatchObject({ status: 200, say: 'nothing' })
    expect(await line.tallies()).toEqual([])
  })
})

describe('the contract', () => {
  it('takes forms as well as JSON, and a token in the path as well as a bearer', async () => {
    const form = new URLSearchParams({ ...newCall, language: '' })
    const answer = await line.ask('/phone/cti/main/demo-line', { method: 'POST', body: form })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ understood: true })
    await told(newCall)
    expect(await line.tallies()).toEqual(['call_received:1'])
  })

  it('shuts out whoever does not know the line or its token', async () => {
    const attempts = [
      line.tell(newCall, 'main', 'wrong-token'),
      line.tell(newCall, 'nowhere'),
      line.tell(newCall, 'constructor'),
      line.ask('/phone/cti/main', { json: newCall }),
      line.ask('/phone/cti/main/wrong-token', { json: newCall }),
    ]
    for (const attempt of attempts) expect((await attempt).status).toBe(401)
    expect(await line.tallies()).toEqual([])
  })

  it('names each field that is missing or cannot be read', async () => {
    const faults = async (event: Record<string, unknown>) => {
      const { status, faults } = await told(event)
      return [status, ...(faults as { field: string; code: string }[]).map(f => `${f.field} ${f.code}`)]
    }
    expect(await faults({})).toEqual([400, 'event missing', 'callId missing'])
    expect(await faults({ ...newCall, callId: undefined })).toEqual([400, 'callId missing'])
    expect(await faults({ ...newCall, callId: 7 })).toEqual([400, 'callId wrong_type'])
    expect(await faults({ ...newCall, callId: 'x'.repeat(129) })).toEqual([400, 'callId too_long'])
    expect(await faults({ ...newCall, callId: 'a\u0000b' })).toEqual([400, 'callId unreadable_characters'])
    expect(await faults({ ...newCall, from: ['1', '2'] })).toEqual([400, 'from wrong_type'])
    expect(await faults({ ...newCall, event: 'callback', from: 'anonymous' })).toEqual([
      400,
      'from not_a_phone_number',
    ])
    expect(await faults({ ...newCall, event: 'callback', from: undefined })).toEqual([400, 'from missing'])
  })

  it('refuses an event that is not in it with a sentence, and a body that is none', async () => {
    expect(await told({ ...newCall, event: 'ringing' })).toMatchObject({
      status: 422,
      code: 'event_unknown',
      title: expect.stringContaining('newCall'),
    })
    const headers = { Authorization: 'Bearer demo-line', 'Content-Type': 'application/json' }
    for (const body of ['', '{', '[]', '"x"', 'null', '7']) {
      const answer = await line.ask('/phone/cti/main', { method: 'POST', headers, body })
      expect([body, answer.status]).toEqual([body, 400])
    }
  })

  it('puts a caller of an unknown language through in the first one', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    await told({ ...newCall, language: 'fr' })
    expect((await line.queue(person)).offer).toMatchObject({ language: 'zh' })
  })
})
