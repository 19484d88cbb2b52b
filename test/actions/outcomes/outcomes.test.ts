import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { hangUp } from '../../../src/actions/calls/hang-up.ts'
import { promiseCallback } from '../../../src/actions/calls/promise-callback.ts'
import { closeCall } from '../../../src/actions/outcomes/close-call.ts'
import { closeSession } from '../../../src/actions/outcomes/close-session.ts'
import { flushOutcomes } from '../../../src/actions/outcomes/flush-outcomes.ts'
import { mixOutcomes } from '../../../src/actions/outcomes/mix-outcomes.ts'
import { openContact } from '../../../src/actions/outcomes/open-contact.ts'
import { saveDraft } from '../../../src/actions/outcomes/save-draft.ts'
import { rows } from '../../../src/db/connect.ts'
import type { CounselorActor } from '../../../src/domain/actor.ts'
import type { GivenOutcome } from '../../../src/domain/outcome.ts'
import { localDay } from '../../../src/domain/time.ts'
import { closedContacts } from '../../support/closed-contacts.ts'
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

const openings = () =>
  rows(line.database.db, sql`select subject from audit_lines where action = 'open contact'`)

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
      line.database.db,
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
    const { bookingId } = await session(60)
    await saveDraft(line.deps, first, { callId, draft: { problems: ['mood'] } })
    await saveDraft(line.deps, first, { callId, draft: { problems: ['marriage'], riskAnswer: 'high' } })
    await saveDraft(line.deps, first, { bookingId, draft: { distressBefore: 7 } })
    const queue = await line.queue(first)
    expect(queue.current?.draft).toEqual({ problems: ['marriage'], riskAnswer: 'high' })
    expect(queue.sessions[0]?.draft).toEqual({ distressBefore: 7 })
    expect(JSON.stringify(await rows(line.database.db, sql`select * from calls`))).not.toContain('marriage')
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

describe('from the contact to the record', () => {
  const mixed = () =>
    rows<{ week: string | null; month: string; people_helped: number; origin_sealed: string }>(
      line.database.db,
      sql`select week, month, people_helped, origin_sealed from outcomes order by people_helped desc`,
    )
  const spooled = () => rows<{ month: string }>(line.database.db, sql`select month from spool`)
  const sunday = '2026-11-29T10:00:00+08:00'
  const monday = '2026-11-30T10:00:00+08:00'

  const closed = (count: number) =>
    closedContacts(
      line,
      Array.from({ length: count }, () => talked),
    )

  it('leaves today’s sealed at their contact, and spools those of finished days, by their month alone', async () => {
    const { callId } = await talking()
    await closeCall(line.deps, first, { callId, outcome: talked })
    line.clock.wind(900)
    const { bookingId } = await session(0)
    await closeSession(line.deps, first, { bookingId, outcome: { ending: 'no_show' } })
    expect(await flushOutcomes(line.deps)).toBe(0)
    line.clock.wind(day)
    expect(await flushOutcomes(line.deps)).toBe(2)
    expect(await flushOutcomes(line.deps)).toBe(0)
    expect(await spooled()).toEqual([{ month: '2026-11-01' }, { month: '2026-11-01' }])
    expect(await mixed()).toEqual([])
    const left = await rows(line.database.db, sql`select outcome_sealed from closings`)
    expect(left).toEqual([{ outcome_sealed: null }, { outcome_sealed: null }])
    await expect(closeCall(line.deps, first, { callId, outcome: talked })).rejects.toMatchObject({
      code: 'already_closed',
    })
  })

  it('mixes nothing before the week is over, and nothing that is fewer than twenty', async () => {
    await closed(19)
    line.clock.now = new Date(sunday)
    await flushOutcomes(line.deps)
    expect(await mixOutcomes(line.deps)).toBe(0)
    line.clock.now = new Date(monday)
    expect(await mixOutcomes(line.deps)).toBe(0)
    expect(await spooled()).toHaveLength(19)
  })

  it('mixes twenty of a finished week with their week and month, and seals whose they were', async () => {
    await closed(20)
    line.clock.now = new Date(monday)
    await flushOutcomes(line.deps)
    expect(await mixOutcomes(line.deps)).toBe(20)
    expect(await spooled()).toEqual([])
    const found = await mixed()
    expect(found).toHaveLength(20)
    for (const { week, month, origin_sealed } of found) {
      expect({ week, month }).toEqual({ week: '2026-11-23', month: '2026-11-01' })
      expect(origin_sealed).toMatch(/^1\.2026-12-30\./)
    }
  })

  it('moves each outcome once, on however many machines at once', async () => {
    await closed(24)
    line.clock.now = new Date(monday)
    const counts = await Promise.all(Array.from({ length: 6 }, () => flushOutcomes(line.deps)))
    expect(counts.reduce((sum, count) => sum + count)).toBe(24)
    await Promise.all(Array.from({ length: 6 }, () => mixOutcomes(line.deps)))
    expect(await mixed()).toHaveLength(24)
  })

  it('a few that wait on are sealed anew before their key ends, and outlive it', async () => {
    await closed(3)
    for (let days = 0; days < 40; days++) {
      line.clock.wind(day)
      await flushOutcomes(line.deps)
      await mixOutcomes(line.deps)
      await line.deps.keys.destroyBefore(localDay(line.deps.now(), 'Asia/Shanghai'), 'counts')
    }
    expect(await spooled()).toHaveLength(3)
    expect(await line.tallies('outcome')).toEqual([])
  })

  it('one that was tampered with keeps no other waiting: it is set aside, logged and counted', async () => {
    await closed(20)
    await line.database.db.execute(
      sql`update closings set outcome_sealed = overlay(outcome_sealed placing 'AAAA' from 60)
          where id = (select id from closings order by closed_at limit 1)`,
    )
    line.clock.now = new Date(monday)
    expect(await flushOutcomes(line.deps)).toBe(20)
    expect(await spooled()).toHaveLength(19)
    expect(line.lines).toContainEqual({ event: 'outcomes_lost', count: 1 })
    expect(await line.tallies('outcome')).toEqual(['outcome_lost:1'])
    const aside = await rows(
      line.database.db,
      sql`select id from closings where outcome_set_aside is not null and outcome_sealed is null`,
    )
    expect(aside).toHaveLength(1)
    await line.database.db.execute(sql`update spool set sealed = '1.2026-12-14.nothing' where id =
      (select id from spool limit 1)`)
    await mixOutcomes(line.deps)
    expect(await spooled()).toHaveLength(18)
    expect(await line.tallies('outcome')).toEqual(['outcome_lost:1', 'outcome_lost:1'])
  })

  it('nothing is given up while the keys cannot be reached', async () => {
    await closed(1)
    line.clock.wind(day)
    const away = () => Promise.reject(new Error('no key store'))
    const shut = { ...line.deps, keys: { ...line.deps.keys, open: away } }
    await expect(flushOutcomes(shut)).rejects.toThrow('no key store')
    expect(await flushOutcomes(line.deps)).toBe(1)
    await expect(mixOutcomes(shut)).rejects.toThrow('no key store')
    expect(await spooled()).toHaveLength(1)
    expect(await line.tallies('outcome')).toEqual([])
  })

  it('goes on without those whose key is gone, and says how many', async () => {
    await closed(1)
    line.clock.wind(30 * day)
    await line.deps.keys.destroyBefore('2026-12-20', 'counts')
    expect(await flushOutcomes(line.deps)).toBe(1)
    expect(await spooled()).toEqual([])
    expect(line.lines).toContainEqual({ event: 'outcomes_lost', count: 1 })
  })
})
