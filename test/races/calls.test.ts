import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptOffer } from '../../src/actions/calls/accept-offer.ts'
import { declineOffer } from '../../src/actions/calls/decline-offer.ts'
import { dispatch } from '../../src/actions/calls/dispatch.ts'
import { hangUp } from '../../src/actions/calls/hang-up.ts'
import { receiveCall } from '../../src/actions/calls/receive-call.ts'
import { typeInCall } from '../../src/actions/calls/type-in-call.ts'
import { goOffDuty } from '../../src/actions/duty/go-off-duty.ts'
import { goOnDuty } from '../../src/actions/duty/go-on-duty.ts'
import { takeBreak } from '../../src/actions/duty/take-break.ts'
import { closeCall } from '../../src/actions/outcomes/close-call.ts'
import { closeSession } from '../../src/actions/outcomes/close-session.ts'
import { retirePerson } from '../../src/actions/people/retire-person.ts'
import { type Connection, connect, constraintOf, rows } from '../../src/db/connect.ts'
import type { Deps } from '../../src/deps.ts'
import type { CounselorActor } from '../../src/domain/actor.ts'
import type { GivenOutcome } from '../../src/domain/outcome.ts'
import { Problem } from '../../src/domain/problem.ts'
import { main, type TestLine, testLine } from '../support/line.ts'

const talked: GivenOutcome = { ending: 'completed', riskAnswer: 'low' }
const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

let line: TestLine
/** A second machine on the same database, with connections and rounds of its own. */
let elsewhere: Deps
let connection: Connection
beforeEach(async () => {
  line = await testLine()
  connection = connect(line.database.url, { deadlineMs: 20_000 })
  elsewhere = { ...line.deps, db: connection.db }
})
afterEach(async () => {
  await connection.close()
  await line.close()
})

/** How each attempt ended: its result, or the code of its refusal. */
async function outcomesOf<T>(attempts: Promise<T>[]) {
  const settled = await Promise.allSettled(attempts)
  return settled.map(each => {
    if (each.status === 'fulfilled') return 'done'
    if (each.reason instanceof Problem) return each.reason.code
    throw each.reason
  })
}

const count = (list: string[], what: string) => list.filter(each => each === what).length

/** Sentences about calls, offers and duties that must hold between any two transactions. */
async function contradictions() {
  const checks = {
    'a call is offered without a live offer, or the other way round': sql`
      select 1 from calls c full join (select * from offers where state = 'pending') o on o.call_id = c.id
      where (c.state = 'offered') is distinct from (o.id is not null)`,
    'somebody is offered a call without an offer, or the other way round': sql`
      select 1 from (select * from duties where ended_at is null) d
      full join (select * from offers where state = 'pending') o on o.counselor_id = d.counselor_id
      where (d.state = 'offered') is distinct from (o.id is not null)`,
    'somebody on duty talks to nobody, or the other way round': sql`
      select 1 from duties d
      left join calls c on c.counselor_id = d.counselor_id and c.state in ('talking', 'wrap_up')
      where d.ended_at is null
        and case when d.state in ('talking', 'wrap_up') then d.state end is distinct from c.state`,
    'a closed call has no closing': sql`
      select 1 from calls c where state = 'closed' and counselor_id is not null
        and not exists (select from closings l where l.call_id = c.id)`,
    'counts and calls differ': sql`
      select 1 from (select
        (select count(*) from calls where counted) - (select count(*) from tallies where measure = 'call_received') as r,
        (select count(*) from calls where counted and answered_at is not null)
          - (select count(*) from tallies where measure = 'call_answered') as a,
        (select count(*) from calls where counted and state = 'abandoned')
          - (select count(*) from tallies where measure = 'call_abandoned') as b) t where r <> 0 or a <> 0 or b <> 0`,
  }
  const found: string[] = []
  for (const [sentence, query] of Object.entries(checks))
    if ((await rows(line.database.db, query)).length > 0) found.push(sentence)
  return found
}

describe('many at once', () => {
  it('ten people press accept on one offer: one takes the call, nine are told kindly', async () => {
    const people = await line.onDuty(...ten)
    await line.ring('c1')
    const offerId = (await line.queue(people[0]!)).offer!.id
    const ended = await outcomesOf(people.map(person => acceptOffer(line.deps, person, { offerId })))
    expect(count(ended, 'done')).toBe(1)
    expect(count(ended, 'call_gone')).toBe(9)
    expect(await contradictions()).toEqual([])
  })

  it('one person presses accept ten times: the same call each time, counted once', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    await line.ring('c1')
    const offerId = (await line.queue(person)).offer!.id
    const all = await Promise.all(ten.map(() => acceptOffer(line.deps, person, { offerId })))
    expect(new Set(all.map(({ callId }) => callId)).size).toBe(1)
    expect(await line.tallies('call_answered')).toHaveLength(1)
  })

  it('forty calls for ten people on two machines: ten are offered, and nobody two', async () => {
    await line.onDuty(...ten)
    const refs = Array.from({ length: 40 }, (_, number) => `c${number}`)
    await Promise.all(
      refs.map((reference, number) =>
        receiveCall(number % 2 ? elsewhere : line.deps, main, { reference, language: 'zh' }),
      ),
    )
    const offered = await rows<{ counselor_id: string }>(
      line.database.db,
      sql`select counselor_id from offers where state = 'pending'`,
    )
    expect(offered).toHaveLength(10)
    expect(new Set(offered.map(({ counselor_id }) => counselor_id)).size).toBe(10)
    expect(await line.tallies('call_received')).toHaveLength(40)
    expect(await contradictions()).toEqual([])
  })

  it('forty calls wait in a row, ten people come at once: the first ten calls are offered', async () => {
    const expected: string[] = []
    for (let number = 0; number < 40; number++) {
      const { callId } = await line.ring(`c${number}`)
      if (number < 10) expected.push(callId)
      line.clock.wind(1)
    }
    const people = await Promise.all(ten.map(line.counselor))
    await Promise.all(people.map((person, at) => goOnDuty(at % 2 ? elsewhere : line.deps, person)))
    const offered = await rows<{ call_id: string }>(
      line.database.db,
      sql`select call_id from offers where state = 'pending'`,
    )
    expect(offered.map(({ call_id }) => call_id).sort()).toEqual(expected.sort())
  })

  it('twenty tellings of one call are one call (calls_one_per_line_reference)', async () => {
    const told = Array.from({ length: 20 }, (_, at) =>
      receiveCall(at % 2 ? elsewhere : line.deps, main, { reference: 'c1', language: 'zh' }),
    )
    expect(new Set((await Promise.all(told)).map(({ callId }) => callId)).size).toBe(1)
    expect(await line.tallies()).toEqual(['call_received:1'])
  })

  it('twenty repeats of one typed call are one call (calls_one_per_request)', async () => {
    const operator = await line.person('operator-1', 'operator')
    const typed = Array.from({ length: 20 }, (_, at) =>
      typeInCall(at % 2 ? elsewhere : line.deps, operator, { language: 'zh', requestKey: 'once' }),
    )
    expect(new Set((await Promise.all(typed)).map(({ callId }) => callId)).size).toBe(1)
    expect(await line.tallies()).toEqual(['call_received:1'])
  })

  it('ten closings of one call are one closing (outcomes_one_per_call)', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    const { callId } = await line.ring('c1')
    await acceptOffer(line.deps, person, { offerId: (await line.queue(person)).offer!.id })
    const ended = await outcomesOf(
      ten.map(at => closeCall(at % 2 ? elsewhere : line.deps, person, { callId, outcome: talked })),
    )
    expect(count(ended, 'done')).toBe(1)
    expect(count(ended, 'already_closed')).toBe(9)
    expect(await line.tallies('people')).toEqual(['people_helped:1'])
  })

  it('ten closings of one session are one closing (outcomes_one_per_session)', async () => {
    const person = await line.counselor(1)
    const bookingId = crypto.randomUUID()
    const at = line.deps.now().toISOString()
    await line.database.db.execute(
      sql`insert into bookings (id, counselor_id, starts_at, ends_at, mode, language, locale, return_code_tag, forget_on, made_at)
          values (${bookingId}, ${person.personId}, ${at}, ${at}::timestamptz + interval '30 minutes', 'text', 'zh',
            'zh-Hans', 'tag', '2026-11-30', ${at})`,
    )
    const ended = await outcomesOf(
      ten.map(turn => closeSession(turn % 2 ? elsewhere : line.deps, person, { bookingId, outcome: talked })),
    )
    expect(count(ended, 'done')).toBe(1)
    expect(count(ended, 'already_closed')).toBe(9)
    expect(await line.tallies()).toEqual(['people_helped:1', 'session_held:1'])
  })

  it('ten beginnings of one duty are one duty (duties_one_open_per_counselor)', async () => {
    const person = await line.counselor(1)
    await Promise.all(ten.map(at => goOnDuty(at % 2 ? elsewhere : line.deps, person)))
    expect(await rows(line.database.db, sql`select id from duties`)).toHaveLength(1)
  })
})

describe('two deeds at once', () => {
  it('accepting against hanging up, expiring, going off duty and taking a break: never half of each', async () => {
    const [person, other] = (await line.onDuty(1, 4)) as [CounselorActor, CounselorActor]
    const seen = new Set<string>()
    for (let turn = 0; turn < 24; turn++) {
      await goOnDuty(line.deps, person)
      await goOffDuty(line.deps, other)
      const reference = `c${turn}`
      const { callId } = await receiveCall(line.deps, main, { reference, language: 'zh' })
      const offerId = (await line.queue(person)).offer!.id
      const against = [
        () => hangUp(elsewhere, main, { reference, language: 'zh' }),
        () => dispatch({ ...elsewhere, now: () => new Date(line.deps.now().getTime() + 20_000) }),
        () => goOffDuty(elsewhere, person),
        () => takeBreak(elsewhere, person),
      ][turn % 4]!
      const deeds = [() => acceptOffer(line.deps, person, { offerId }), against]
      if (turn % 8 < 4) deeds.reverse()
      const ended = await outcomesOf<unknown>(deeds.map(deed => deed()))
      seen.add(ended.join(' '))
      expect(await contradictions()).toEqual([])
      if ((await line.queue(person)).current) await closeCall(line.deps, person, { callId, outcome: talked })
      else await hangUp(line.deps, main, { reference, language: 'zh' })
      line.clock.wind(1)
    }
    expect(seen.size).toBeGreaterThan(1)
  })

  it('whoever is retired while they go on duty is not on duty afterwards', async () => {
    const person = await line.counselor(1)
    const { personId } = person
    const at = line.deps.now().toISOString()
    await line.database.db.execute(
      sql`insert into shifts (counselor_id, starts_at, ends_at, planned_at)
          values (${personId}, ${at}::timestamptz - interval '1 hour', ${at}::timestamptz + interval '1 hour', ${at})`,
    )
    let retired: Promise<unknown> = Promise.resolve()
    let begun: Promise<unknown> = Promise.resolve()
    await connection.db.transaction(async tx => {
      // Retiring stops at this shift, with its look at the duty behind it.
      await tx.execute(sql`select id from shifts for update`)
      retired = retirePerson(line.deps, { kind: 'system' }, { personId })
      await pause(200)
      begun = goOnDuty(line.deps, person).catch(error => error)
      await pause(200)
    })
    await retired
    expect(await begun).toMatchObject({ code: 'person_retired' })
    expect(await rows(line.database.db, sql`select id from duties where ended_at is null`)).toEqual([])
  })

  it('everybody does whatever comes to mind, on two machines, and nothing contradicts itself', async () => {
    const people = await line.onDuty(...ten)
    let seed = 20_200_201
    const pick = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * most)
    }
    const pressed = async (deps: Deps, person: CounselorActor, choice: number): Promise<unknown> => {
      const { offer, current } = await line.queue(person)
      if (current && choice < 6) return closeCall(deps, person, { callId: current.callId, outcome: talked })
      if (offer && choice < 5) return acceptOffer(deps, person, { offerId: offer.id })
      if (offer && choice < 7) return declineOffer(deps, person, { offerId: offer.id })
      if (choice === 8) return goOffDuty(deps, person)
      if (choice === 9) return takeBreak(deps, person)
      return goOnDuty(deps, person)
    }
    for (let turn = 0; turn < 15; turn++) {
      const deeds = Array.from({ length: 16 }, (_, at) => {
        const deps = at % 2 ? elsewhere : line.deps
        const reference = `c${pick(120)}`
        if (pick(10) < 3) return receiveCall(deps, main, { reference, language: 'zh' })
        if (pick(10) < 2) return hangUp(deps, main, { reference, language: 'zh' })
        return pressed(deps, people[pick(10)]!, pick(10))
      })
      await outcomesOf<unknown>(deeds)
      line.clock.wind(pick(3) * 8)
      await Promise.all([dispatch(line.deps), dispatch(elsewhere)])
      expect(await contradictions()).toEqual([])
    }
    expect((await line.tallies('call_answered')).length).toBeGreaterThan(5)
  })
})

describe('the constraints behind it', () => {
  it.each(['offers_one_live_per_call', 'offers_one_live_per_counselor'])('%s holds', async name => {
    const [first, second] = (await line.onDuty(1, 4)) as [CounselorActor, CounselorActor]
    const one = await line.ring('c1')
    const two = (await receiveCall(line.deps, main, { reference: 'c2', language: 'en' })).callId
    const again =
      name === 'offers_one_live_per_call'
        ? { call: one.callId, person: second.personId }
        : { call: two, person: first.personId }
    await line.database.db.execute(sql`update offers set state = 'expired' where call_id = ${two}`)
    const at = line.deps.now().toISOString()
    const broken = await line.database.db
      .execute(
        sql`insert into offers (call_id, counselor_id, state, offered_at, expires_at)
            values (${again.call}, ${again.person}, 'pending', ${at}, ${at})`,
      )
      .catch(constraintOf)
    expect(broken).toBe(name)
  })

  it('calls_one_talking_per_counselor holds', async () => {
    const [person] = (await line.onDuty(1)) as [CounselorActor]
    await line.ring('c1')
    await acceptOffer(line.deps, person, { offerId: (await line.queue(person)).offer!.id })
    const { callId } = await line.ring('c2')
    const broken = await line.database.db
      .execute(
        sql`update calls set state = 'talking', counselor_id = ${person.personId} where id = ${callId}`,
      )
      .catch(constraintOf)
    expect(broken).toBe('calls_one_talking_per_counselor')
  })
})
