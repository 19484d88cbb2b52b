import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { hangUp } from '../../../src/actions/calls/hang-up.ts'
import { promiseCallback } from '../../../src/actions/calls/promise-callback.ts'
import { closeCall } from '../../../src/actions/outcomes/close-call.ts'
import { closeSession } from '../../../src/actions/outcomes/close-session.ts'
import { flushOutcomes } from '../../../src/actions/outcomes/flush-outcomes.ts'
import { openContact } from '../../../src/actions/outcomes/open-contact.ts'
import { saveDraft } from '../../../src/actions/outcomes/save-draft.ts'
import { rows } from '../../../src/db/connect.ts'
import type { CounselorActor } from '../../../src/domain/actor.ts'
import type { GivenOutcome } from '../../../src/domain/outcome.ts'
import { main, type TestLine, testLine } from '../../support/line.ts'

const talked: GivenOutcome = { ending: 'completed', riskAnswer: 'low', problems: ['mood'], peopleHelped: 2 }
const day = 86_400

let line: TestLine
let first: CounselorActor
let other: CounselorActor
beforeEach(async () => {
  line = await testLine()
  ;[first, other] = (await line.onDuty(1, 4)) as [CounselorActor, CounselorActor]
})
afterEach(() => line.close())

async function talking(reference = 'c1') {
  const { callId } = await line.ring(reference)
  for (const person of [first, other]) {
    const { offer } = await line.queue(person)
    if (offer?.callId === callId) {
      await acceptOffer(line.deps, person, { offerId: offer.id })
      return { callId, person }
    }
  }
  throw new Error('nobody was offered the call')
}

async function session(minutesAhead: number, note?: string) {
  const id = crypto.randomUUID()
  const startsAt = new Date(line.deps.now().getTime() + minutesAhead * 60_000)
  const seal = (text: string, column: string) =>
    line.deps.keys.seal(text, '2026-11-27', { table: 'bookings', row: id, column })
  await line.database.db.execute(
    sql`insert into bookings (id, counselor_id, starts_at, ends_at, mode, language, locale, return_code_tag, forget_on,
          made_at, contact_sealed, note_sealed)
        values (${id}, ${first.personId}, ${startsAt.toISOString()}, ${new Date(startsAt.getTime() + 1_800_000).toISOString()},
          'phone', 'zh', 'zh-Hans', ${id}, '2026-11-27', ${line.deps.now().toISOString()},
          ${await seal(JSON.stringify({ phone: '13900001111' }), 'contact_sealed')},
          ${note ? await seal(note, 'note_sealed') : null})`,
  )
  return { bookingId: id }
}

const openings = () => rows(line.deps.db, sql`select subject from audit_lines where action = 'open contact'`)

describe('closing a call', () => {
  it('works while still talking and frees the counselor', async () => {
    const { callId } = await talking()
    line.clock.wind(900)
    await closeCall(line.deps, first, { callId, outcome: talked })
    expect(await line.state(callId)).toBe('closed')
    expect(await line.queue(first)).toMatchObject({
      current: null,
      me: { state: 'free', since: line.deps.now() },
    })
    expect(await line.tallies('people')).toEqual(['people_helped:2'])
  })

  it('works in the wrap-up, and a call that waits is offered at once', async () => {
    const { callId } = await talking('c1')
    await talking('c2')
    const waiting = await line.ring('c3')
    await hangUp(line.deps, main, { reference: 'c1', language: 'zh' })
    await closeCall(line.deps, first, { callId, outcome: talked })
    expect((await line.queue(first)).offer?.callId).toBe(waiting.callId)
  })

  it('happens once', async () => {
    const { callId } = await talking()
    await closeCall(line.deps, first, { callId, outcome: talked })
    await expect(closeCall(line.deps, first, { callId, outcome: talked })).rejects.toMatchObject({
      code: 'already_closed',
    })
    expect(await line.tallies('people')).toEqual(['people_helped:2'])
  })

  it('is for whoever answered it, and only once it was answered', async () => {
    const { callId } = await talking()
    const waiting = (await line.ring('c2')).callId
    for (const id of [callId, waiting, crypto.randomUUID()])
      await expect(closeCall(line.deps, other, { callId: id, outcome: talked })).rejects.toMatchObject({
        code: 'not_found',
      })
  })

  it('names every field that wants mending, a territory that is not on the tree too', async () => {
    const { callId } = await talking()
    await expect(
      closeCall(line.deps, first, { callId, outcome: { ending: 'no_show', distressBefore: 11 } }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      more: { faults: [{ field: 'ending' }, { field: 'distressBefore', code: 'too_large', limit: 10 }] },
    })
    await expect(
      closeCall(line.deps, first, { callId, outcome: { ...talked, territory: 'atlantis' } }),
    ).rejects.toMatchObject({ more: { faults: [{ field: 'territory', code: 'not_in_list' }] } })
    expect(await line.state(callId)).toBe('talking')
  })
})

describe('closing a session', () => {
  it('counts the session and the people at its start, and forgets what the caller left', async () => {
    const { bookingId } = await session(5, '睡不着')
    await closeSession(line.deps, first, { bookingId, outcome: talked })
    expect(await line.tallies()).toEqual(['people_helped:2', 'session_held:1'])
    const [left] = await rows(
      line.deps.db,
      sql`select contact_sealed, note_sealed, draft_sealed from bookings`,
    )
    expect(left).toEqual({ contact_sealed: null, note_sealed: null, draft_sealed: null })
  })

  it('does not count a session to which nobody came', async () => {
    const { bookingId } = await session(0)
    await closeSession(line.deps, first, { bookingId, outcome: { ending: 'no_show' } })
    expect(await line.tallies()).toEqual([])
  })

  it('frees its counselor for calls at once, behind those who waited', async () => {
    const { bookingId } = await session(0)
    await closeSession(line.deps, first, { bookingId, outcome: talked })
    const { callId } = await line.ring('c1')
    expect((await line.queue(other)).offer?.callId).toBe(callId)
    const next = await line.ring('c2')
    expect((await line.queue(first)).offer?.callId).toBe(next.callId)
  })

  it('refuses one that has not begun, another person’s, a canceled one, and a second time', async () => {
    const outcome = talked
    const later = await session(6)
    await expect(closeSession(line.deps, first, { ...later, outcome })).rejects.toMatchObject({
      code: 'session_not_started',
    })
    await expect(closeSession(line.deps, other, { ...later, outcome })).rejects.toMatchObject({
      code: 'not_found',
    })
    line.clock.wind(600)
    await closeSession(line.deps, first, { ...later, outcome })
    await expect(closeSession(line.deps, first, { ...later, outcome })).rejects.toMatchObject({
      code: 'already_closed',
    })
    const gone = await session(60)
    await line.database.db.execute(
      sql`update bookings set canceled_at = made_at where id = ${gone.bookingId}`,
    )
    line.clock.wind(3600)
    await expect(closeSession(line.deps, first, { ...gone, outcome })).rejects.toMatchObject({
      code: 'already_canceled',
    })
  })
})

describe('a draft', () => {
  it('comes back as it was last saved, and is not to be read in the database', async () => {
    const { callId } = await talking()
    const { bookingId } = await session(0)
    await saveDraft(line.deps, first, { callId, draft: { problems: ['mood'] } })
    await saveDraft(line.deps, first, { callId, draft: { problems: ['marriage'], riskAnswer: 'high' } })
    await saveDraft(line.deps, first, { bookingId, draft: { distressBefore: 7 } })
    const queue = await line.queue(first)
    expect(queue.current?.draft).toEqual({ problems: ['marriage'], riskAnswer: 'high' })
    expect(queue.sessions[0]?.draft).toEqual({ distressBefore: 7 })
    expect(JSON.stringify(await rows(line.deps.db, sql`select * from calls`))).not.toContain('marriage')
  })

  it('belongs to one’s own open contact', async () => {
    const { callId } = await talking()
    await expect(saveDraft(line.deps, other, { callId, draft: {} })).rejects.toMatchObject({
      code: 'not_found',
    })
    await closeCall(line.deps, first, { callId, outcome: talked })
    await expect(saveDraft(line.deps, first, { callId, draft: {} })).rejects.toMatchObject({
      code: 'already_closed',
    })
  })
})

describe('opening a contact', () => {
  it('shows what was left to the session’s own counselor, and records each time', async () => {
    const { bookingId } = await session(30, '睡不着')
    const shown = { phone: '13900001111', note: '睡不着' }
    expect(await openContact(line.deps, first, { bookingId })).toEqual(shown)
    expect(await openContact(line.deps, first, { bookingId })).toEqual(shown)
    expect(await openings()).toEqual([{ subject: bookingId }, { subject: bookingId }])
    await expect(openContact(line.deps, other, { bookingId })).rejects.toMatchObject({ code: 'not_found' })
    expect(await openings()).toHaveLength(2)
  })

  it('waits for the day of the session', async () => {
    const { bookingId } = await session(24 * 60)
    await expect(openContact(line.deps, first, { bookingId })).rejects.toMatchObject({
      code: 'session_not_started',
    })
  })

  it('is over once the contact was closed, or its key was destroyed', async () => {
    const closed = await session(0)
    await closeSession(line.deps, first, { ...closed, outcome: talked })
    await expect(openContact(line.deps, first, closed)).rejects.toMatchObject({ code: 'contact_forgotten' })
    const old = await session(60)
    line.clock.wind(6 * day)
    await line.deps.keys.destroyBefore('2026-11-29')
    await expect(openContact(line.deps, first, old)).rejects.toMatchObject({ code: 'contact_forgotten' })
  })

  it('of a call-back is for whoever accepted it, not for whoever it is offered to', async () => {
    const wanted = { phone: '13900002222', language: 'zh' }
    const { callId } = await promiseCallback(line.deps, { kind: 'caller' }, wanted)
    const { offer } = await line.queue(first)
    await expect(openContact(line.deps, first, { callId })).rejects.toMatchObject({ code: 'not_found' })
    await acceptOffer(line.deps, first, { offerId: offer!.id })
    expect(await openContact(line.deps, first, { callId })).toEqual({ phone: '13900002222' })
    await expect(openContact(line.deps, other, { callId })).rejects.toMatchObject({ code: 'not_found' })
    await closeCall(line.deps, first, { callId, outcome: talked })
    await expect(openContact(line.deps, first, { callId })).rejects.toMatchObject({
      code: 'contact_forgotten',
    })
  })
})

describe('the nightly flush', () => {
  const moved = () =>
    rows<{ week: string; month: string; people_helped: number }>(
      line.deps.db,
      sql`select week, month, people_helped, id from outcomes order by people_helped desc`,
    )

  it('moves a finished day’s outcomes, with week and month only, and leaves today’s', async () => {
    const { callId } = await talking()
    await closeCall(line.deps, first, { callId, outcome: talked })
    const { bookingId } = await session(0)
    await closeSession(line.deps, first, { bookingId, outcome: { ending: 'no_show' } })
    expect(await flushOutcomes(line.deps)).toBe(0)
    line.clock.wind(day)
    expect(await flushOutcomes(line.deps)).toBe(2)
    expect(await flushOutcomes(line.deps)).toBe(0)
    expect(await moved()).toMatchObject([
      { week: '2026-11-23', month: '2026-11-01', people_helped: 2 },
      { week: '2026-11-23', month: '2026-11-01', people_helped: 0 },
    ])
    const [closing] = await rows<Record<string, unknown>>(
      line.deps.db,
      sql`select outcome_sealed from closings limit 1`,
    )
    expect(closing).toEqual({ outcome_sealed: null })
    await expect(closeCall(line.deps, first, { callId, outcome: talked })).rejects.toMatchObject({
      code: 'already_closed',
    })
  })

  it('moves each outcome once, on however many machines at once', async () => {
    for (let number = 0; number < 12; number++) {
      const { callId, person } = await talking(`c${number}`)
      await closeCall(line.deps, person, { callId, outcome: talked })
      line.clock.wind(1)
    }
    line.clock.wind(day)
    const counts = await Promise.all(Array.from({ length: 6 }, () => flushOutcomes(line.deps)))
    expect(counts.reduce((sum, count) => sum + count)).toBe(12)
    expect(await moved()).toHaveLength(12)
  })

  it('goes on without those whose key is gone, and says how many', async () => {
    const { callId } = await talking()
    await closeCall(line.deps, first, { callId, outcome: talked })
    line.clock.wind(30 * day)
    await line.deps.keys.destroyBefore('2026-12-20')
    expect(await flushOutcomes(line.deps)).toBe(1)
    expect(await moved()).toEqual([])
    expect(line.lines).toContainEqual({ event: 'outcomes_lost', count: 1 })
  })
})
