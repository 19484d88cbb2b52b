import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { retirePerson } from '../../../src/actions/people/retire-person.ts'
import { planShift } from '../../../src/actions/shifts/plan-shift.ts'
import { calls } from '../../../src/db/schema/calls.ts'
import { duties, shifts } from '../../../src/db/schema/duty.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { booked } from '../../support/booked.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const system = { kind: 'system' } as const
const at = (time: string, day = 23) => new Date(`2026-11-${day}T${time}:00+08:00`)
const retire = async (handle: string) =>
  retirePerson(app.deps, await app.person('coordinator-1', 'coordinator'), await app.person(handle))

async function onDuty(handle: string, state: string) {
  const now = app.clock.now
  const { personId } = await app.person(handle)
  await app.database.db
    .insert(duties)
    .values({ counselorId: personId, state, startedAt: now, idleSince: now, seenAt: now })
  return personId
}

describe('retiring somebody', () => {
  test('signs them out at once, everywhere, and keeps them from signing in', async () => {
    const [first, second] = [await app.signedIn('counselor-1'), await app.signedIn('counselor-1')]
    expect((await first('/queue')).status).not.toBe(303)
    await retire('counselor-1')
    for (const ask of [first, second]) expect((await ask('/api/v1/queue')).status).toBe(401)
    expect((await app.ask('/demo/sign-in', { json: { as: 'counselor-1' } })).status).toBe(400)
  })

  test('cancels future shifts and ends the running one now', async () => {
    const plan = (startsAt: Date, endsAt: Date) =>
      planShift(app.deps, system, { handle: 'counselor-2', startsAt, endsAt })
    await plan(at('06:00'), at('07:00'))
    await plan(at('09:00'), at('12:00'))
    const future = await plan(at('09:00', 25), at('12:00', 25))
    await retire('counselor-2')
    const left = await app.database.db.select().from(shifts).where(eq(shifts.counselorId, future.counselorId))
    const live = left.filter(shift => !shift.canceledAt).map(shift => [shift.startsAt, shift.endsAt])
    expect(live).toEqual([
      [at('06:00'), at('07:00')],
      [at('09:00'), at('10:00')],
    ])
  })

  test('is refused while somebody has booked them, and changes nothing', async () => {
    await booked(app, 'counselor-3', at('15:00', 24))
    const ask = await app.signedIn('counselor-3')
    await expect(retire('counselor-3')).rejects.toMatchObject({ code: 'shift_has_bookings' })
    expect((await ask('/api/v1/queue')).status).toBe(200)
  })

  test.each(['offered', 'talking', 'wrap_up'])('is refused while a call is with them (%s)', async state => {
    const handle = { offered: 'counselor-4', talking: 'counselor-5', wrap_up: 'counselor-6' }[state] ?? ''
    await onDuty(handle, state)
    await expect(retire(handle)).rejects.toMatchObject({ code: 'person_in_contact' })
  })

  test('is refused while a call of theirs is open, off duty or not', async () => {
    const { personId } = await app.person('counselor-9')
    const now = app.clock.now
    await app.database.db.insert(calls).values({
      channel: 'phone',
      language: 'zh',
      state: 'wrap_up',
      counselorId: personId,
      arrivedAt: now,
      queuedAt: now,
    })
    await expect(retire('counselor-9')).rejects.toMatchObject({ code: 'person_in_contact' })
  })

  test('takes a free counselor off duty', async () => {
    const personId = await onDuty('counselor-7', 'free')
    await retire('counselor-7')
    const [duty] = await app.database.db.select().from(duties).where(eq(duties.counselorId, personId))
    expect(duty?.endedAt).toEqual(app.clock.now)
  })

  test('is refused to a coordinator for themselves, so that one always remains', async () => {
    await expect(retire('coordinator-1')).rejects.toMatchObject({ code: 'not_oneself' })
  })

  test('twice is once, and of nobody is refused', async () => {
    const person = await app.person('counselor-8')
    await retirePerson(app.deps, system, person)
    await retirePerson(app.deps, system, person)
    await expect(
      retirePerson(app.deps, system, { personId: '00000000-0000-4000-8000-000000000000' }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})
