import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cancelBooking } from '../../src/actions/bookings/cancel-booking.ts'
import { makeBooking } from '../../src/actions/bookings/make-booking.ts'
import { makeWay } from '../../src/actions/bookings/make-way.ts'
import { acceptOffer } from '../../src/actions/calls/accept-offer.ts'
import { declineOffer } from '../../src/actions/calls/decline-offer.ts'
import { dispatch } from '../../src/actions/calls/dispatch.ts'
import { hangUp } from '../../src/actions/calls/hang-up.ts'
import { promiseCallback } from '../../src/actions/calls/promise-callback.ts'
import { receiveCall } from '../../src/actions/calls/receive-call.ts'
import { rollLedger } from '../../src/actions/calls/roll-ledger.ts'
import { comeBack } from '../../src/actions/duty/come-back.ts'
import { goOffDuty } from '../../src/actions/duty/go-off-duty.ts'
import { goOnDuty } from '../../src/actions/duty/go-on-duty.ts'
import { takeBreak } from '../../src/actions/duty/take-break.ts'
import { closeCall } from '../../src/actions/outcomes/close-call.ts'
import { closeSession } from '../../src/actions/outcomes/close-session.ts'
import { advisoryKeys } from '../../src/db/advisory-keys.ts'
import { type Connection, connect, constraintOf, rows } from '../../src/db/connect.ts'
import { bookings } from '../../src/db/schema/bookings.ts'
import { duties } from '../../src/db/schema/duty.ts'
import { people } from '../../src/db/schema/people.ts'
import type { Deps } from '../../src/deps.ts'
import type { CounselorActor } from '../../src/domain/actor.ts'
import { horizonMinutes } from '../../src/domain/ledger.ts'
import { Problem } from '../../src/domain/problem.ts'
import { booked } from '../support/booked.ts'
import { ledgerFaults, ledgerOf } from '../support/ledger.ts'
import { main, type TestLine, talked, testLine } from '../support/line.ts'
import { onShift } from '../support/on-shift.ts'

const system = { kind: 'system' } as const
const caller = { kind: 'caller' } as const
const theOne = 'ledger_one_thing_per_counselor_and_minute'

let line: TestLine
let connection: Connection
/** A second machine, with neither notice nor guard: nothing but the ledger keeps calls and sessions apart. */
let bare: Deps
beforeEach(async () => {
  line = await testLine({ PRESENCE_SECONDS: '86400' }, '2026-11-23T10:00:00+08:00')
  connection = connect(line.database.url, { deadlineMs: 20_000 })
  const config = { ...line.deps.config, BOOKING_NOTICE_MINUTES: 0, GUARD_MINUTES: 0, GRID_MINUTES: 5 }
  bare = { ...line.deps, db: connection.db, config }
})
afterEach(async () => {
  await connection.close()
  await line.close()
})

const at = (time: string) => new Date(`2026-11-23T${time}:00+08:00`)
const inMinutes = (minutes: number) => new Date(line.clock.now.getTime() + minutes * 60_000)
const first = async () => (await line.onDuty(1))[0] as CounselorActor
const theLedger = () => ledgerOf(line.database.db, line.clock.now)

async function inCall(person: CounselorActor, reference = 'call') {
  const { callId } = await line.ring(reference)
  await acceptOffer(line.deps, person, { offerId: (await line.queue(person)).offer!.id })
  return callId
}

/** The name of the constraint that a statement broke. */
const broken = (statement: Promise<unknown>) =>
  statement.then(() => 'nothing', constraintOf) as Promise<string | undefined>

describe('what goes round the verbs is refused by PostgreSQL', () => {
  it('a booking over a call, its wrap-up, an offer, a break, rest, another booking', async () => {
    const person = await first()
    const over = (minutes = 5) => broken(booked(line, 'counselor-1', inMinutes(minutes)))
    await line.ring('call')
    expect(await over()).toBe(theOne)
    await acceptOffer(line.deps, person, { offerId: (await line.queue(person)).offer!.id })
    expect(await over()).toBe(theOne)
    await hangUp(line.deps, main, { reference: 'call', language: 'zh' })
    expect(await over()).toBe(theOne)
    const { callId } = (await line.queue(person)).current!
    await closeCall(line.deps, person, { callId, outcome: { ...talked, problems: ['mood'] } })
    await takeBreak(line.deps, person)
    expect(await over()).toBe(theOne)
    await comeBack(line.deps, person)
    await line.database.db.update(duties).set({ restUntil: inMinutes(40) })
    expect(await over(35)).toBe(theOne)
    await line.database.db.update(duties).set({ restUntil: null })
    expect(await over()).toBe('nothing')
    expect(await over(20)).toBe(theOne)
  })

  it('an offer during a session, and a row of the ledger itself', async () => {
    const person = await first()
    const bookingId = await booked(line, 'counselor-1', line.clock.now)
    const { callId } = await line.ring('call')
    const now = line.clock.now.toISOString()
    const offer = sql`insert into offers (call_id, counselor_id, state, offered_at, expires_at)
      values (${callId}, ${person.personId}, 'pending', ${now}, ${inMinutes(1).toISOString()})`
    expect(await broken(line.database.db.execute(offer))).toBe(theOne)
    const row = sql`insert into ledger (counselor_id, during, kind, booking_id)
      values (${person.personId}, tstzrange(${now}, ${inMinutes(1).toISOString()}), 'session', ${bookingId})`
    expect(await broken(line.database.db.execute(row))).toBe(theOne)
  })

  it('a booking that is moved to somebody who is in a call', async () => {
    const person = await first()
    await inCall(person)
    const bookingId = await booked(line, 'counselor-2', inMinutes(5))
    const moved = line.database.db
      .update(bookings)
      .set({ counselorId: person.personId })
      .where(eq(bookings.id, bookingId))
    expect(await broken(moved)).toBe(theOne)
  })
})

describe('a session keeps its minutes', () => {
  it('the ledger of a call goes on up to it and no further, and the call itself goes on', async () => {
    const person = await first()
    await booked(line, 'counselor-1', inMinutes(25))
    await inCall(person)
    expect(await theLedger()).toContainEqual(['call', 0, horizonMinutes])
    line.clock.wind(6 * 60)
    expect(await rollLedger(line.deps, system)).toBe(1)
    expect(await rollLedger(line.deps, system)).toBe(0)
    expect(await theLedger()).toContainEqual(['call', -6, horizonMinutes])
    line.clock.wind(14 * 60)
    await rollLedger(line.deps, system)
    expect(await theLedger()).toEqual([
      ['call', -20, 5],
      ['session', 5, 35],
    ])
    line.clock.wind(36 * 60)
    await rollLedger(line.deps, system)
    expect(await theLedger()).toEqual([
      ['call', -56, -31],
      ['session', -31, -1],
      ['call', -1, horizonMinutes],
    ])
    await hangUp(line.deps, main, { reference: 'call', language: 'zh' })
    expect((await line.queue(person)).current).toMatchObject({ state: 'wrap_up' })
  })

  it('neither notice nor guard: a booking into a call is an ordinary no, with the nearest times', async () => {
    const person = await first()
    await onShift(line, 'counselor-1', '2026-11-23T09:00:00+08:00', '2026-11-23T12:00:00+08:00')
    await inCall(person)
    const wanted = { startsAt: at('10:05'), mode: 'text', language: 'zh', locale: 'en' } as const
    const refused = await makeBooking(bare, caller, wanted).catch(error => error)
    expect(refused).toBeInstanceOf(Problem)
    expect(refused).toMatchObject({ code: 'slot_taken' })
    expect(refused.more.openTimes[0]).toMatchObject({ startsAt: '2026-11-23T10:15:00+08:00' })
  })

  it('canceled, it gives them back at once; closed early, what is left of them', async () => {
    const person = await first()
    await onShift(line, 'counselor-1', '2026-11-23T09:00:00+08:00', '2026-11-23T12:00:00+08:00')
    const wanted = { startsAt: at('10:30'), mode: 'text', language: 'zh', locale: 'en' } as const
    const { returnCode } = await makeBooking(line.deps, caller, wanted)
    expect(await theLedger()).toEqual([['session', 30, 60]])
    await cancelBooking(line.deps, caller, { returnCode })
    expect(await theLedger()).toEqual([])
    const bookingId = await booked(line, 'counselor-1', line.clock.now)
    line.clock.wind(12 * 60)
    const outcome = { ...talked, problems: ['mood' as const] }
    await closeSession(line.deps, person, { bookingId, outcome })
    expect(await theLedger()).toEqual([['session', -12, 0]])
    await line.ring('call')
    expect((await line.queue(person)).offer).not.toBeNull()
  })

  it('is handed on to nobody who lacks what its caller needs, or whose insurance has run out', async () => {
    const person = await first()
    const bookingId = await booked(line, 'counselor-1', inMinutes(25), { ageBand: 'age_14_17' })
    await inCall(person)
    for (const number of [2, 3, 4]) {
      await onShift(line, `counselor-${number}`, '2026-11-23T09:00:00+08:00', '2026-11-23T12:00:00+08:00')
      await line.onDuty(number)
    }
    const set = (handle: string, standing: Partial<typeof people.$inferInsert>) =>
      line.database.db.update(people).set(standing).where(eq(people.handle, handle))
    await set('counselor-2', { qualifications: ['high_risk'] })
    await set('counselor-3', { insuredUntil: '2026-11-22' })
    line.clock.wind(21 * 60)
    expect(await makeWay(line.deps, system)).toEqual({ moved: 1, told: 0 })
    const [moved] = await line.database.db.select().from(bookings).where(eq(bookings.id, bookingId))
    expect(moved!.counselorId).toBe((await line.counselor(4)).personId)
    expect(await ledgerFaults(line.database.db)).toEqual([])
  })
})

it('idle minutes before a session take a promised call-back that fits, and no other call', async () => {
  const person = await first()
  await booked(line, 'counselor-1', inMinutes(10))
  await line.ring('call')
  expect((await line.queue(person)).offer).toBeNull()
  await promiseCallback(line.deps, caller, { phone: '13800138000', language: 'zh' })
  expect((await line.queue(person)).offer).toMatchObject({ channel: 'callback' })
  expect(await theLedger()).toEqual([
    ['offer', 0, 10],
    ['session', 10, 40],
  ])
})

it('whoever comes on duty while their call is being closed is free', async () => {
  const person = await first()
  for (let round = 0; round < 25; round++) {
    const callId = await inCall(person, `call-${round}`)
    await goOffDuty(line.deps, person)
    await Promise.all([
      closeCall(line.deps, person, { callId, outcome: { ...talked, problems: ['mood'] } }),
      goOnDuty(bare, person),
    ])
    expect((await line.queue(person)).me.state).toBe('free')
    line.clock.wind(1)
  }
})

it('the numbers in the migrations are those of the program', async () => {
  const found = await rows<{ name: string; source: string }>(
    line.database.db,
    sql`select proname as name, prosrc as source from pg_proc
      where proname like 'ledger\\_%' and pronamespace = 'public'::regnamespace`,
  )
  const locks = found.flatMap(({ source }) => [...source.matchAll(/advisory_xact_lock\((\d+),/g)])
  expect(new Set(locks.map(([, key]) => Number(key)))).toEqual(new Set([advisoryKeys.ledger]))
  const horizons = found.flatMap(({ source }) => [...source.matchAll(/interval '(\d+) minutes'/g)])
  expect(new Set(horizons.map(([, minutes]) => Number(minutes)))).toEqual(new Set([horizonMinutes]))
  expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(['ledger_lock', 'ledger_horizon']))
})

it('forty at once, with neither notice nor guard: nothing overlaps, nobody waits in a circle', async () => {
  const crew = await line.onDuty(1, 2, 3, 4)
  for (const number of [1, 2, 3, 4])
    await onShift(line, `counselor-${number}`, '2026-11-23T09:00:00+08:00', '2026-11-23T22:00:00+08:00')
  const codes: string[] = []
  const heard: Record<string, number> = {}
  let number = 0
  const on = () => (++number % 2 ? line.deps : bare)
  const act: (() => Promise<unknown>)[] = [
    async () => {
      const soon = Math.ceil(line.clock.now.getTime() / 300_000) * 300_000
      const startsAt = new Date(soon + (number % 5) * 300_000)
      const wanted = { startsAt, mode: 'text', language: 'zh', locale: 'en' } as const
      codes.push((await makeBooking(bare, caller, wanted)).returnCode)
    },
    () => receiveCall(on(), main, { reference: `c${++number}`, language: 'zh' }),
    async () => {
      const person = crew[number % 4]!
      const { offer } = await line.queue(person)
      if (offer) await (number % 5 ? acceptOffer : declineOffer)(on(), person, { offerId: offer.id })
    },
    async () => {
      const person = crew[number % 4]!
      const { current, sessions } = await line.queue(person)
      const outcome = { ...talked, problems: ['mood' as const] }
      if (current) await closeCall(on(), person, { callId: current.callId, outcome })
      else if (sessions[0]) await closeSession(on(), person, { bookingId: sessions[0].id, outcome })
    },
    () => takeBreak(on(), crew[++number % 4]!),
    () => comeBack(on(), crew[++number % 4]!),
    async () => {
      const returnCode = codes.shift()
      if (returnCode) await cancelBooking(on(), caller, { returnCode })
    },
    () => dispatch(on()),
    () => rollLedger(on(), system),
    () => makeWay(on(), system),
  ]
  for (let round = 0; round < 15; round++) {
    const attempts = Array.from({ length: 40 }, (_, at) => act[(at + round) % act.length]!())
    for (const result of await Promise.allSettled(attempts)) {
      if (result.status === 'fulfilled') continue
      if (!(result.reason instanceof Problem)) throw result.reason
      heard[result.reason.code] = (heard[result.reason.code] ?? 0) + 1
    }
    expect(await ledgerFaults(line.database.db)).toEqual([])
    line.clock.wind(97)
  }
  expect(heard.slot_taken).toBeGreaterThan(0)
  const [found] = await rows<{ deadlocks: number }>(
    line.database.db,
    sql`select deadlocks from pg_stat_database where datname = current_database()`,
  )
  expect(found!.deadlocks).toBe(0)
})
