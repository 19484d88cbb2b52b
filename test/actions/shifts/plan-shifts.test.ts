import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { retirePerson } from '../../../src/actions/people/retire-person.ts'
import { planShift } from '../../../src/actions/shifts/plan-shift.ts'
import { planShifts } from '../../../src/actions/shifts/plan-shifts.ts'
import { shiftsBetween } from '../../../src/reads/shifts-between.ts'
import { type TestApp, testApp } from '../../support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const system = { kind: 'system' } as const
const at = (time: string, day = 24) => new Date(`2026-11-${day}T${time}:00+08:00`)
const between = (from: string, to: string, day = 24) => ({ startsAt: at(from, day), endsAt: at(to, day) })

async function shiftsOf(handle: string) {
  const all = await shiftsBetween(app.deps, at('00:00', 20), at('00:00', 30))
  return all.filter(shift => shift.handle === handle)
}

describe('planning shifts', () => {
  test('of one day plans all intervals, each with who planned it', async () => {
    const coordinator = await app.person('coordinator-1', 'coordinator')
    const planned = await planShifts(app.deps, coordinator, {
      handle: 'counselor-1',
      intervals: [between('08:00', '12:00'), between('18:00', '22:00')],
    })
    expect(planned.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
      [at('08:00'), at('12:00')],
      [at('18:00'), at('22:00')],
    ])
    expect(await shiftsOf('counselor-1')).toHaveLength(2)
  })

  test('that overlap one planned before plans none, and names the interval', async () => {
    await planShift(app.deps, system, { handle: 'counselor-2', ...between('12:00', '14:00') })
    await expect(
      planShifts(app.deps, system, {
        handle: 'counselor-2',
        intervals: [between('08:00', '10:00'), between('13:00', '15:00'), between('18:00', '20:00')],
      }),
    ).rejects.toMatchObject({ code: 'shift_overlaps', more: { faults: [{ field: 'intervals.1' }] } })
    expect(await shiftsOf('counselor-2')).toHaveLength(1)
  })

  test('that overlap each other plans none', async () => {
    await expect(
      planShifts(app.deps, system, {
        handle: 'counselor-3',
        intervals: [between('08:00', '10:00'), between('09:00', '11:00')],
      }),
    ).rejects.toMatchObject({ code: 'shift_overlaps', more: { faults: [{ field: 'intervals.1' }] } })
    expect(await shiftsOf('counselor-3')).toHaveLength(0)
  })

  test('that adjoin is no overlap', async () => {
    await planShifts(app.deps, system, {
      handle: 'counselor-4',
      intervals: [between('08:00', '10:00'), between('10:00', '12:00')],
    })
    expect(await shiftsOf('counselor-4')).toHaveLength(2)
  })

  test('that end before they start, or as they start, is refused', async () => {
    for (const interval of [between('10:00', '09:00'), between('10:00', '10:00')]) {
      await expect(planShift(app.deps, system, { handle: 'counselor-5', ...interval })).rejects.toMatchObject(
        { code: 'shift_ends_before_it_starts', more: { faults: [{ field: 'endsAt' }] } },
      )
      await expect(
        planShifts(app.deps, system, { handle: 'counselor-5', intervals: [interval] }),
      ).rejects.toMatchObject({ code: 'shift_ends_before_it_starts' })
    }
  })

  test('of somebody who is no counselor, or nobody, is refused at that field', async () => {
    for (const handle of ['coordinator-1', 'nobody'])
      await expect(
        planShift(app.deps, system, { handle, ...between('08:00', '09:00') }),
      ).rejects.toMatchObject({ more: { faults: [{ field: 'counselor', code: 'not_in_list' }] } })
  })

  test('of somebody retired is refused', async () => {
    const { personId } = await app.person('counselor-6', 'counselor')
    await retirePerson(app.deps, system, { personId })
    await expect(
      planShift(app.deps, system, { counselorId: personId, ...between('08:00', '09:00') }),
    ).rejects.toMatchObject({ code: 'person_retired' })
  })

  test('with the same request key twice is one plan; for other times the key is refused', async () => {
    const request = { handle: 'counselor-7', ...between('08:00', '09:00'), requestKey: 'k' }
    const first = await planShift(app.deps, system, request)
    expect((await planShift(app.deps, system, request)).id).toBe(first.id)
    await expect(planShift(app.deps, system, { ...request, endsAt: at('10:00') })).rejects.toMatchObject({
      code: 'request_reused',
    })
    await expect(planShift(app.deps, system, { ...request, handle: 'counselor-8' })).rejects.toMatchObject({
      code: 'request_reused',
    })
  })

  test('forty overlapping plans at once leave one, and no deadlock', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        planShift(app.deps, system, {
          handle: 'counselor-9',
          ...between(index % 2 ? '08:00' : '08:30', '12:00'),
        }),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'shift_overlaps' })
    expect(await shiftsOf('counselor-9')).toHaveLength(1)
  })
})
