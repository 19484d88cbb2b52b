import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { declineOffer } from '../../../src/actions/calls/decline-offer.ts'
import type { CounselorActor } from '../../../src/domain/actor.ts'
import { type TestLine, testLine } from '../../support/line.ts'

let line: TestLine
let first: CounselorActor
let second: CounselorActor
let offerId: string
let callId: string

beforeEach(async () => {
  line = await testLine()
  ;[first, second] = (await line.onDuty(1, 4)) as [CounselorActor, CounselorActor]
  callId = (await line.ring('c1')).callId
  offerId = (await line.queue(first)).offer!.id
})
afterEach(() => line.close())

describe('accepting an offer', () => {
  it('begins the talk and counts the answer with its wait', async () => {
    line.clock.wind(7)
    expect(await acceptOffer(line.deps, first, { offerId })).toEqual({ callId })
    const queue = await line.queue(first)
    expect(queue.offer).toBeNull()
    expect(queue.current).toMatchObject({ callId, state: 'talking', channel: 'phone', language: 'zh' })
    expect(queue.me).toMatchObject({ state: 'talking', since: line.deps.now() })
    expect(await line.tallies('call')).toEqual(['call_answered:1:7', 'call_received:1'])
  })

  it('pressed twice is accepted once', async () => {
    await acceptOffer(line.deps, first, { offerId })
    expect(await acceptOffer(line.deps, first, { offerId })).toEqual({ callId })
    expect(await line.tallies('call_answered')).toEqual(['call_answered:1:0'])
  })

  it('is too late once its time has run out, even before anybody settled it', async () => {
    line.clock.wind(20)
    await expect(acceptOffer(line.deps, first, { offerId })).rejects.toMatchObject({ code: 'call_gone' })
  })

  it('is for the person it was put to, and nobody else', async () => {
    await expect(acceptOffer(line.deps, second, { offerId })).rejects.toMatchObject({ code: 'call_gone' })
    await expect(declineOffer(line.deps, second, { offerId })).rejects.toMatchObject({ code: 'call_gone' })
    expect((await line.queue(first)).offer?.id).toBe(offerId)
  })

  it('finds nothing under an id that never was', async () => {
    const never = { offerId: crypto.randomUUID() }
    await expect(acceptOffer(line.deps, first, never)).rejects.toMatchObject({ code: 'not_found' })
    await expect(declineOffer(line.deps, first, never)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('declining an offer', () => {
  it('passes the call on at once and leaves the person free, behind the others', async () => {
    await declineOffer(line.deps, first, { offerId })
    expect((await line.queue(second)).offer?.callId).toBe(callId)
    expect((await line.queue(first)).me).toMatchObject({ state: 'free', since: line.deps.now() })
  })

  it('pressed twice is declined once, and cannot be taken back', async () => {
    await declineOffer(line.deps, first, { offerId })
    await declineOffer(line.deps, first, { offerId })
    await expect(acceptOffer(line.deps, first, { offerId })).rejects.toMatchObject({ code: 'call_gone' })
  })

  it('is too late after accepting', async () => {
    await acceptOffer(line.deps, first, { offerId })
    await expect(declineOffer(line.deps, first, { offerId })).rejects.toMatchObject({ code: 'call_gone' })
  })
})
