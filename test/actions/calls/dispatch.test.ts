import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { declineOffer } from '../../../src/actions/calls/decline-offer.ts'
import { dispatch } from '../../../src/actions/calls/dispatch.ts'
import { hangUp } from '../../../src/actions/calls/hang-up.ts'
import { comeBack } from '../../../src/actions/duty/come-back.ts'
import { goOffDuty } from '../../../src/actions/duty/go-off-duty.ts'
import { goOnDuty } from '../../../src/actions/duty/go-on-duty.ts'
import { takeBreak } from '../../../src/actions/duty/take-break.ts'
import { closeCall } from '../../../src/actions/outcomes/close-call.ts'
import { rows } from '../../../src/db/connect.ts'
import type { CounselorActor } from '../../../src/domain/actor.ts'
import { main, type TestLine, talked, testLine } from '../../support/line.ts'

let line: TestLine
beforeEach(async () => {
  line = await testLine()
})
afterEach(() => line.close())

const offerOf = async (person: CounselorActor) => (await line.queue(person)).offer
const auditLines = async () =>
  (await rows<{ n: number }>(line.database.db, sql`select count(*) as n from audit_lines`))[0]?.n

async function booked(person: CounselorActor, minutesAhead: number) {
  const startsAt = new Date(line.deps.now().getTime() + minutesAhead * 60_000)
  const endsAt = new Date(startsAt.getTime() + 30 * 60_000)
  await line.database.db.execute(
    sql`insert into bookings (counselor_id, starts_at, ends_at, mode, language, locale, return_code_tag, forget_on, made_at)
        values (${person.personId}, ${startsAt.toISOString()}, ${endsAt.toISOString()}, 'text', 'zh', 'zh-Hans',
          ${crypto.randomUUID()}, '2026-11-30', ${line.deps.now().toISOString()})`,
  )
}

describe('a round of offers', () => {
  it('offers a call to the person who has been idle longest', async () => {
    const [first, second] = (await line.onDuty(1, 4)) as [CounselorActor, CounselorActor]
    const { callId } = await line.ring('c1')
    expect((await offerOf(first))?.callId).toBe(callId)
    expect(await offerOf(second)).toBeNull()
    expect(await line.state(callId)).toBe('offered')
  })

  it('puts who has just closed a call behind who was free all along', async () => {
    const [first, second] = (await line.onDuty(1, 4)) as [CounselorActor, CounselorActor]
    const { callId } = await line.ring('c1')
    await acceptOffer(line.deps, first, { offerId: (await offerOf(first))!.id })
    line.clock.wind(60)
    await closeCall(line.deps, first, { callId, outcome: { ...talked, problems: ['mood'] } })
    line.clock.wind(5)
    const next = await line.ring('c2')
    expect((await offerOf(second))?.callId).toBe(next.callId)
  })

  it('offers a call only to people who speak its language', async () => {
    const [mandarin, cantonese] = (await line.onDuty(1, 2)) as [CounselorActor, CounselorActor]
    const { callId } = await line.ring('c1', 'yue')
    expect(await offerOf(mandarin)).toBeNull()
    expect((await offerOf(cantonese))?.callId).toBe(callId)
  })

  it('takes waiting calls in the order in which they came', async () => {
    const called: string[] = []
    for (const reference of ['c1', 'c2', 'c3']) {
      called.push((await line.ring(reference)).callId)
      line.clock.wind(1)
    }
    const people = await line.onDuty(1, 4, 5)
    const offered = await Promise.all(people.map(async person => (await offerOf(person))?.callId))
    expect(offered).toEqual(called)
  })

  it('gives an offer that ran out to the next person, and the one who missed it is away', async () => {
    const [first, second] = (await line.onDuty(1, 4)) as [CounselorActor, CounselorActor]
    const { callId } = await line.ring('c1')
    line.clock.wind(19)
    await dispatch(line.deps)
    expect((await offerOf(first))?.callId).toBe(callId)
    line.clock.wind(1)
    await dispatch(line.deps)
    expect((await line.queue(first)).me).toMatchObject({ state: 'away', awayBecause: 'missed_offer' })
    expect((await offerOf(second))?.callId).toBe(callId)
  })

  it('keeps the place of a call that was offered in vain', async () => {
    const [first] = (await line.onDuty(1)) as [CounselorActor]
    const { callId: early } = await line.ring('c1')
    line.clock.wind(2)
    await line.ring('c2')
    line.clock.wind(20)
    await dispatch(line.deps)
    expect(await line.state(early)).toBe('waiting')
    await comeBack(line.deps, first)
    expect((await offerOf(first))?.callId).toBe(early)
  })

  it('does not ask again who declined the call in this duty, but asks them for another', async () => {
    const [only] = (await line.onDuty(1)) as [CounselorActor]
    const { callId } = await line.ring('c1')
    await declineOffer(line.deps, only, { offerId: (await offerOf(only))!.id })
    expect(await offerOf(only)).toBeNull()
    const second = await line.ring('c2')
    expect((await offerOf(only))?.callId).toBe(second.callId)
    expect(await line.state(callId)).toBe('waiting')
  })

  it('asks who declined again once they have gone off duty and come on again', async () => {
    const [only] = (await line.onDuty(1)) as [CounselorActor]
    const { callId } = await line.ring('c1')
    await declineOffer(line.deps, only, { offerId: (await offerOf(only))!.id })
    line.clock.wind(60)
    await goOffDuty(line.deps, only)
    await goOnDuty(line.deps, only)
    expect((await offerOf(only))?.callId).toBe(callId)
  })

  it('offers no call to somebody with a session within ten minutes, in it, or not yet closed after it', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    await booked(person, 10)
    const { callId } = await line.ring('c1')
    for (const minutes of [0, 15, 30, 14]) {
      line.clock.wind(minutes * 60)
      await line.database.db.execute(sql`update duties set seen_at = ${line.deps.now().toISOString()}`)
      await dispatch(line.deps)
      expect(await offerOf(person)).toBeNull()
    }
    line.clock.wind(11 * 60)
    await line.database.db.execute(sql`update duties set seen_at = ${line.deps.now().toISOString()}`)
    await dispatch(line.deps)
    expect((await offerOf(person))?.callId).toBe(callId)
  })

  it('offers a call to somebody whose session is eleven minutes away', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    await booked(person, 11)
    const { callId } = await line.ring('c1')
    expect((await offerOf(person))?.callId).toBe(callId)
  })

  it('offers nothing to somebody whose page has been silent for too long', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    line.clock.wind(181)
    const { callId } = await line.ring('c1')
    expect(await offerOf(person)).toBeNull()
    expect(await line.state(callId)).toBe('waiting')
  })

  it('marks a call that nobody can take as unanswered, and takes the mark away when it is offered', async () => {
    const unanswered = () =>
      rows<{ marked: boolean }>(line.database.db, sql`select unanswered_at is not null as marked from calls`)
    await line.ring('c1')
    expect(await unanswered()).toEqual([{ marked: true }])
    await line.onDuty(1)
    expect(await unanswered()).toEqual([{ marked: false }])
  })

  it('marks a call as unanswered once all who are on duty were asked in vain', async () => {
    const [first, second] = (await line.onDuty(1, 4)) as [CounselorActor, CounselorActor]
    await line.ring('c1')
    await declineOffer(line.deps, first, { offerId: (await offerOf(first))!.id })
    await declineOffer(line.deps, second, { offerId: (await offerOf(second))!.id })
    const [call] = await rows<{ marked: boolean }>(
      line.database.db,
      sql`select unanswered_at is not null as marked from calls`,
    )
    expect(call?.marked).toBe(true)
  })

  it('does not mark a call while somebody who could take it is still talking', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    await line.ring('c1')
    await acceptOffer(line.deps, person, { offerId: (await offerOf(person))!.id })
    const { callId } = await line.ring('c2')
    const [call] = await rows<{ marked: boolean }>(
      line.database.db,
      sql`select unanswered_at is not null as marked from calls where id = ${callId}`,
    )
    expect(call?.marked).toBe(false)
  })

  it('leaves no audit line and wakes no page when nothing changed', async () => {
    await line.ring('c1')
    const before = await auditLines()
    const version = await line.deps.changes.version()
    expect(await dispatch(line.deps)).toEqual({ expired: 0, offered: [], unanswered: 0 })
    expect(await auditLines()).toBe(before)
    expect(await line.deps.changes.version()).toBe(version)
  })
})

describe('duty', () => {
  it('passes the offer of somebody who goes off duty or takes a break on to the next', async () => {
    const [first, second, third] = (await line.onDuty(1, 4, 5)) as [
      CounselorActor,
      CounselorActor,
      CounselorActor,
    ]
    const { callId } = await line.ring('c1')
    await goOffDuty(line.deps, first)
    expect((await offerOf(second))?.callId).toBe(callId)
    await takeBreak(line.deps, second)
    expect((await offerOf(third))?.callId).toBe(callId)
    expect((await line.queue(first)).me.state).toBe('off')
    expect((await line.queue(second)).me.state).toBe('break')
  })

  it('refuses a break while talking', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    await line.ring('c1')
    await acceptOffer(line.deps, person, { offerId: (await offerOf(person))!.id })
    await expect(takeBreak(line.deps, person)).rejects.toMatchObject({ code: 'still_in_contact' })
  })

  it('ends while talking, and the contact stays theirs to close', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    const { callId } = await line.ring('c1')
    await acceptOffer(line.deps, person, { offerId: (await offerOf(person))!.id })
    await goOffDuty(line.deps, person)
    expect(await line.queue(person)).toMatchObject({ me: { state: 'off' }, current: { callId } })
    await hangUp(line.deps, main, { reference: 'c1', language: 'zh' })
    expect((await line.queue(person)).current?.state).toBe('wrap_up')
    await closeCall(line.deps, person, { callId, outcome: { ...talked, problems: ['mood'] } })
    expect(await line.queue(person)).toMatchObject({ me: { state: 'off' }, current: null })
    expect(await line.state(callId)).toBe('closed')
  })

  it('begun while a contact is still open begins in it, and offers nothing before it is closed', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    const { callId } = await line.ring('c1')
    await acceptOffer(line.deps, person, { offerId: (await offerOf(person))!.id })
    const next = await line.ring('c2')
    const states: string[] = []
    const again = async () => {
      await goOffDuty(line.deps, person)
      await goOnDuty(line.deps, person)
      const queue = await line.queue(person)
      expect(queue.offer).toBeNull()
      states.push(queue.me.state)
    }
    await again()
    await hangUp(line.deps, main, { reference: 'c1', language: 'zh' })
    await again()
    expect(states).toEqual(['talking', 'wrap_up'])
    await closeCall(line.deps, person, { callId, outcome: { ...talked, problems: ['mood'] } })
    expect((await offerOf(person))?.callId).toBe(next.callId)
  })

  it('refuses a break and a return off duty', async () => {
    const person = await line.counselor(1)
    await expect(takeBreak(line.deps, person)).rejects.toMatchObject({ code: 'not_on_duty' })
    await expect(comeBack(line.deps, person)).rejects.toMatchObject({ code: 'not_on_duty' })
  })

  it('is one duty however often somebody goes on', async () => {
    await line.onDuty(1, 1, 1)
    expect(await rows(line.database.db, sql`select id from duties`)).toHaveLength(1)
  })

  it('refuses somebody who has left', async () => {
    const person = await line.counselor(1)
    await line.database.db.execute(
      sql`update people set retired_at = invited_at where id = ${person.personId}`,
    )
    await expect(goOnDuty(line.deps, person)).rejects.toMatchObject({ code: 'person_retired' })
  })
})
