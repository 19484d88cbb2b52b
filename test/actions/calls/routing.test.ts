import { eq, sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { dispatch } from '../../../src/actions/calls/dispatch.ts'
import { promiseCallback } from '../../../src/actions/calls/promise-callback.ts'
import { type TypedCall, typeInCall } from '../../../src/actions/calls/type-in-call.ts'
import { goOffDuty } from '../../../src/actions/duty/go-off-duty.ts'
import { goOnDuty } from '../../../src/actions/duty/go-on-duty.ts'
import { closeCall } from '../../../src/actions/outcomes/close-call.ts'
import { bookings } from '../../../src/db/schema/bookings.ts'
import { calls, offers } from '../../../src/db/schema/calls.ts'
import { duties } from '../../../src/db/schema/duty.ts'
import { people } from '../../../src/db/schema/people.ts'
import { turnOf } from '../../../src/db/turn.ts'
import { classOf } from '../../../src/domain/routing-contacts.ts'
import { routingRulesOf } from '../../../src/domain/routing-settings.ts'
import { explanationOf } from '../../../src/reads/explanation.ts'
import { nextDue } from '../../../src/reads/next-due.ts'
import { placeInLine } from '../../../src/reads/place-in-line.ts'
import { type TestApp, testApp } from '../../support/app.ts'

let app: TestApp
const open = async (env: Record<string, string> = {}) => {
  app = await testApp('2026-11-23T10:00:00+08:00', { PRESENCE_SECONDS: '86400', ...env })
}
afterEach(() => app.close())

const on = async (handle: string) => {
  const person = await app.person(handle, 'counselor')
  await goOnDuty(app.deps, person)
  return person
}
const typeIn = async (given: Partial<TypedCall> = {}) => {
  const { callId } = await typeInCall(app.deps, await app.person('operator-1', 'operator'), {
    language: 'zh',
    ...given,
  })
  return callId
}
const set = (handle: string, standing: Partial<typeof people.$inferInsert>) =>
  app.database.db.update(people).set(standing).where(eq(people.handle, handle))
const offeredTo = async (callId: string) => {
  const [offer] = await app.database.db
    .select({ handle: people.handle, id: offers.id })
    .from(offers)
    .innerJoin(people, eq(people.id, offers.counselorId))
    .where(sql`${offers.callId} = ${callId} and ${offers.state} = 'pending'`)
  return offer
}
const handleOf = async (callId: string) => (await offeredTo(callId))?.handle

describe('the order of contacts', () => {
  test('is that of their classes’ head starts, in the queue and in what a caller is told', async () => {
    await open({ HEAD_START_CALLBACK: '10' })
    const everyone = await typeIn()
    app.clock.wind(9 * 60)
    const { callId: callback } = await promiseCallback(
      app.deps,
      { kind: 'caller' },
      { phone: '13800138000', language: 'zh' },
    )
    const medical = await typeIn({ mark: 'front_line_medical' })
    const child = await typeIn({ ageBand: 'age_14_17' })
    const danger = await typeIn({ mark: 'danger_now' })
    const inOrder = [danger, child, callback, everyone, medical]
    const ahead = await Promise.all(
      inOrder.map(async callId => (await placeInLine(app.deps, { callId }))?.ahead),
    )
    expect(ahead).toEqual([0, 1, 2, 3, 4])
    for (const [index, callId] of inOrder.entries()) {
      await on(`counselor-${index + 1}`)
      expect(await handleOf(callId)).toBe(`counselor-${index + 1}`)
    }
  })
  test('is the same in the database as in the rules', async () => {
    await open({ HEAD_START_CALLBACK: '7' })
    const { headStarts } = routingRulesOf(app.deps.config)
    for (const channel of ['phone', 'callback'] as const)
      for (const ageBand of ['under_14', 'age_14_17', 'adult'] as const)
        for (const markedAs of ['danger_now', 'front_line_medical', null] as const) {
          const at = app.deps.now()
          const row = { language: 'zh', state: 'closed', arrivedAt: at, queuedAt: at }
          const [made] = await app.database.db
            .insert(calls)
            .values({ ...row, channel, ageBand, markedAs })
            .returning({ id: calls.id })
          const [found] = Array.from(
            await app.database.db.execute<{ minutes: string }>(
              sql`select extract(epoch from queued_at - (${turnOf(app.deps)})) / 60 as minutes
                from calls where id = ${made?.id}`,
            ),
          )
          expect(Number(found?.minutes)).toBe(headStarts[classOf({ channel, ageBand, markedAs })] ?? 0)
        }
  })
})

describe('a contact is offered only', () => {
  test('to somebody qualified for minors when it is a child', async () => {
    await open()
    await set('counselor-1', { qualifications: ['high_risk'] })
    await on('counselor-1')
    const child = await typeIn({ ageBand: 'under_14' })
    expect(await handleOf(child)).toBeUndefined()
    await on('counselor-2')
    expect(await handleOf(child)).toBe('counselor-2')
  })
  test('to somebody whose insurance is in force, on its last day still and the day after no more', async () => {
    await open()
    await set('counselor-1', { insuredUntil: '2026-11-23' })
    await on('counselor-1')
    app.clock.now = new Date('2026-11-23T23:59:00+08:00')
    const call = await typeIn()
    expect(await handleOf(call)).toBe('counselor-1')
    app.clock.now = new Date('2026-11-24T00:00:00+08:00')
    await goOffDuty(app.deps, await app.person('counselor-1', 'counselor'))
    await on('counselor-1')
    expect(await handleOf(call)).toBeUndefined()
  })
  test('to no one of the partner that the caller left out', async () => {
    await open()
    await on('counselor-1')
    const call = await typeIn({ withoutPartner: 'health-commission' })
    expect(await handleOf(call)).toBeUndefined()
    await on('counselor-2')
    expect(await handleOf(call)).toBe('counselor-2')
  })
  test('to people of its place first, and to the whole city once it has waited', async () => {
    await open({ WIDEN_CITY_MINUTES: '3' })
    await set('counselor-1', { territory: 'tiefeng' })
    await on('counselor-1')
    const call = await typeIn({ territory: 'longsha-hubin' })
    expect(await handleOf(call)).toBeUndefined()
    expect(await nextDue(app.deps)).toEqual(new Date('2026-11-23T10:03:00+08:00'))
    app.clock.wind(179)
    await dispatch(app.deps)
    expect(await handleOf(call)).toBeUndefined()
    app.clock.wind(1)
    await dispatch(app.deps)
    expect(await handleOf(call)).toBe('counselor-1')
    await set('counselor-2', { territory: 'longsha' })
    await on('counselor-2')
    expect(await handleOf(await typeIn({ territory: 'longsha-hubin' }))).toBe('counselor-2')
  })
  test('to people of the partner whose line it is, and to any once it has waited', async () => {
    await open({ WIDEN_PARTNERS_MINUTES: '2', LINE_PARTNERS: 'main:police' })
    await on('counselor-1')
    const call = await typeIn({ line: 'main' })
    expect(await handleOf(call)).toBeUndefined()
    const ofTheLine = await on('counselor-4')
    expect(await handleOf(call)).toBe('counselor-4')
    // Answered, so that it does not wait beside the second, with which it arrived in the same instant.
    await acceptOffer(app.deps, ofTheLine, { offerId: (await offeredTo(call))?.id ?? '' })
    const second = await typeIn({ line: 'main' })
    app.clock.wind(10)
    await dispatch(app.deps)
    expect(await handleOf(second)).toBeUndefined()
    app.clock.wind(120)
    await dispatch(app.deps)
    expect(await handleOf(second)).toBe('counselor-1')
  })
})

describe('rest', () => {
  const talkWith = async (riskAnswer: 'high' | 'low') => {
    const counselor = await app.person('counselor-1', 'counselor')
    const callId = await typeIn()
    await acceptOffer(app.deps, counselor, { offerId: (await offeredTo(callId))?.id ?? '' })
    app.clock.wind(600)
    await closeCall(app.deps, counselor, {
      callId,
      outcome: {
        kind: 'counseling',
        problems: ['mood'],
        riskAnswer,
        ending: 'completed',
        referral: 'not_needed',
      },
    })
  }
  const restUntil = async () => (await app.database.db.select().from(duties))[0]?.restUntil

  test('after a contact of high risk lasts as long as is set, and leaves no trace afterwards', async () => {
    await open({ REST_MINUTES: '15' })
    await on('counselor-1')
    await talkWith('high')
    const call = await typeIn()
    expect(await handleOf(call)).toBeUndefined()
    expect(await placeInLine(app.deps, { callId: call })).toMatchObject({ unanswered: false })
    expect(await nextDue(app.deps)).toEqual(new Date('2026-11-23T10:25:00+08:00'))
    app.clock.now = new Date('2026-11-23T10:25:00+08:00')
    await dispatch(app.deps)
    expect(await handleOf(call)).toBe('counselor-1')
    expect(await restUntil()).toBeNull()
  })
  test('follows no contact of low risk, and none at all until somebody sets it', async () => {
    await open({ REST_MINUTES: '15' })
    await on('counselor-1')
    await talkWith('low')
    expect(await handleOf(await typeIn())).toBe('counselor-1')
    await app.close()
    await open()
    await on('counselor-1')
    await talkWith('high')
    expect(await restUntil()).toBeNull()
    expect(await handleOf(await typeIn())).toBe('counselor-1')
  })
  test('comes after the most calls of one duty; the next duty begins anew', async () => {
    await open({ MOST_CALLS: '1' })
    const counselor = await on('counselor-1')
    await talkWith('low')
    const call = await typeIn()
    expect(await handleOf(call)).toBeUndefined()
    expect(await placeInLine(app.deps, { callId: call })).toMatchObject({ unanswered: true })
    app.clock.wind(60)
    await goOffDuty(app.deps, counselor)
    await on('counselor-1')
    expect(await handleOf(call)).toBe('counselor-1')
  })
})

test('of two free equally long, whoever has answered fewer calls this week is asked, where that is set', async () => {
  await open({ EQUAL_IDLE_SECONDS: '60' })
  const first = await on('counselor-1')
  const call = await typeIn()
  await acceptOffer(app.deps, first, { offerId: (await offeredTo(call))?.id ?? '' })
  await goOffDuty(app.deps, first)
  await app.database.db.update(calls).set({ state: 'closed' }).where(eq(calls.id, call))
  app.clock.wind(3600)
  await on('counselor-1')
  app.clock.wind(5)
  await on('counselor-2')
  expect(await handleOf(await typeIn())).toBe('counselor-2')
})

test('a return code names the counselor who is asked first, however typed; one that we do not know is refused', async () => {
  await open()
  const named = await app.person('counselor-2', 'counselor')
  const at = app.deps.now()
  await app.database.db.insert(bookings).values({
    counselorId: named.personId,
    startsAt: new Date(at.getTime() - 7_200_000),
    endsAt: new Date(at.getTime() - 5_400_000),
    closedAt: at,
    mode: 'phone',
    language: 'zh',
    locale: 'zh-Hans',
    returnCodeTag: await app.deps.keys.tag('return-code', 'ABCD-EFGH-JKMN-PQRS'),
    forgetOn: '2026-11-30',
    madeAt: at,
  })
  await on('counselor-1')
  app.clock.wind(60)
  await on('counselor-2')
  const call = await typeIn({ returnCode: 'abcdefghjkmnpqrs' })
  expect(await handleOf(call)).toBe('counselor-2')
  expect((await explanationOf(app.deps, call))?.steps).toMatchObject([
    { counselor: '周安', because: 'named_by_code', others: [{ name: '林静', reasons: ['named_by_code'] }] },
  ])
  await expect(typeIn({ returnCode: 'ABCD-EFGH-JKMN-PQRT' })).rejects.toMatchObject({
    code: 'return_code_unknown',
  })
})

test('a place or a partner that there is not is refused', async () => {
  await open()
  const refused = expect.objectContaining({
    code: 'invalid_input',
    more: {
      faults: [
        { field: 'territory', code: 'not_in_list' },
        { field: 'withoutPartner', code: 'not_in_list' },
      ],
    },
  })
  await expect(typeIn({ territory: 'moon', withoutPartner: 'nobody' })).rejects.toEqual(refused)
})
