import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerSwap } from '../../../src/actions/roster/answer-swap.ts'
import { askSwap } from '../../../src/actions/roster/ask-swap.ts'
import { cancelShift } from '../../../src/actions/shifts/cancel-shift.ts'
import { planShift } from '../../../src/actions/shifts/plan-shift.ts'
import { bookings } from '../../../src/db/schema/bookings.ts'
import { shiftSwaps } from '../../../src/db/schema/roster.ts'
import type { CounselorActor } from '../../../src/domain/actor.ts'
import { shiftsBetween } from '../../../src/reads/shifts-between.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { booked } from '../../support/booked.ts'

const system = { kind: 'system' } as const
let app: TestApp
let [asker, asked, stranger]: CounselorActor[] = []
beforeEach(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  ;[asker, asked, stranger] = await Promise.all(
    [1, 2, 3].map(number => app.person(`counselor-${number}`, 'counselor')),
  )
})
afterEach(() => app.close())

const at = (text: string) => new Date(`2026-11-${text}:00+08:00`)
const plan = (number: number, from: string, to: string) =>
  planShift(app.deps, system, { handle: `counselor-${number}`, startsAt: at(from), endsAt: at(to) })
const answer = (
  actor: CounselorActor | undefined,
  swapId: string,
  given: 'accept' | 'decline' | 'withdraw',
) => answerSwap(app.deps, actor as CounselorActor, { swapId, answer: given })
const whose = async () =>
  (await shiftsBetween(app.deps, at('23T00:00'), at('30T00:00'))).map(
    ({ handle, startsAt }) => `${handle} ${startsAt.toISOString().slice(8, 13)}`,
  )

async function wished(from = '26T18:00', to = '26T22:00') {
  const own = await plan(1, '25T18:00', '25T22:00')
  const other = await plan(2, from, to)
  await askSwap(app.deps, asker as CounselorActor, { shiftId: own.id, otherShiftId: other.id })
  const [swap] = await app.database.db.select().from(shiftSwaps)
  return { own, other, swapId: swap?.id ?? '' }
}

describe('a swap', () => {
  test('changes nothing until it is accepted, then both shifts and their bookings change hands', async () => {
    const { swapId } = await wished()
    await booked(app, 'counselor-1', at('25T19:00'))
    await booked(app, 'counselor-2', at('26T19:00'))
    expect(await whose()).toEqual(['counselor-1 25T10', 'counselor-2 26T10'])
    await answer(asked, swapId, 'accept')
    expect(await whose()).toEqual(['counselor-2 25T10', 'counselor-1 26T10'])
    const held = await app.database.db.select().from(bookings).orderBy(bookings.startsAt)
    expect(held.map(({ counselorId }) => counselorId)).toEqual([asked?.personId, asker?.personId])
  })

  test('of shifts that overlap each other is one too', async () => {
    const { swapId } = await wished('25T20:00', '25T23:00')
    await answer(asked, swapId, 'accept')
    expect(await whose()).toEqual(['counselor-2 25T10', 'counselor-1 25T12'])
  })

  test('is refused where another shift or a booking stands against it, and nothing has changed', async () => {
    const { swapId } = await wished()
    const third = await plan(2, '25T21:00', '25T23:00')
    await expect(answer(asked, swapId, 'accept')).rejects.toMatchObject({ code: 'shift_overlaps' })
    await cancelShift(app.deps, system, { shiftId: third.id })
    await booked(app, 'counselor-2', at('26T19:00'), { language: 'yue' })
    await expect(answer(asked, swapId, 'accept')).rejects.toMatchObject({ code: 'cover_not_possible' })
    expect(await whose()).toEqual(['counselor-1 25T10', 'counselor-2 26T10'])
  })

  test('answered by many at once is settled once', async () => {
    const { swapId } = await wished()
    const fates = await Promise.allSettled([
      ...Array.from({ length: 8 }, () => answer(asked, swapId, 'accept')),
      ...Array.from({ length: 8 }, () => answer(asker, swapId, 'withdraw')),
    ])
    expect(fates.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const fate of fates)
      if (fate.status === 'rejected') expect(fate.reason).toMatchObject({ code: 'shift_gone' })
    const [swap] = await app.database.db.select().from(shiftSwaps)
    const swapped = ['counselor-2 25T10', 'counselor-1 26T10']
    const kept = ['counselor-1 25T10', 'counselor-2 26T10']
    expect(await whose()).toEqual(swap?.acceptedAt ? swapped : kept)
  })

  test('is answered by nobody else, and not once a shift is canceled or has begun', async () => {
    const { swapId, other } = await wished()
    for (const given of ['accept', 'decline', 'withdraw'] as const)
      await expect(answer(stranger, swapId, given)).rejects.toMatchObject({ code: 'not_found' })
    await expect(answer(asker, swapId, 'accept')).rejects.toMatchObject({ code: 'not_found' })
    await cancelShift(app.deps, system, { shiftId: other.id })
    await expect(answer(asked, swapId, 'accept')).rejects.toMatchObject({ code: 'shift_gone' })
    await answer(asked, swapId, 'decline')
    await expect(answer(asker, swapId, 'withdraw')).rejects.toMatchObject({ code: 'shift_gone' })
  })

  test('is wished for one’s own shift and another’s, both ahead', async () => {
    const { own, other } = await wished()
    const wish = (actor: CounselorActor | undefined, shiftId: string, otherShiftId: string) =>
      askSwap(app.deps, actor as CounselorActor, { shiftId, otherShiftId })
    await expect(wish(stranger, own.id, other.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(wish(asker, own.id, own.id)).rejects.toMatchObject({ code: 'shift_gone' })
    app.clock.now = at('25T18:00')
    await expect(wish(asker, own.id, other.id)).rejects.toMatchObject({ code: 'shift_gone' })
  })
})
