import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addDayOff } from '../../../src/actions/roster/add-day-off.ts'
import { addPattern } from '../../../src/actions/roster/add-pattern.ts'
import { endPattern } from '../../../src/actions/roster/end-pattern.ts'
import { planFromPatterns } from '../../../src/actions/roster/plan-from-patterns.ts'
import { removeDayOff } from '../../../src/actions/roster/remove-day-off.ts'
import { cancelShift } from '../../../src/actions/shifts/cancel-shift.ts'
import { planShift } from '../../../src/actions/shifts/plan-shift.ts'
import type { CoordinatorActor } from '../../../src/domain/actor.ts'
import { patterns } from '../../../src/reads/patterns.ts'
import { shiftsBetween } from '../../../src/reads/shifts-between.ts'
import { tick } from '../../../src/tick.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { booked } from '../../support/booked.ts'

const system = { kind: 'system' } as const
let app: TestApp
let coordinator: CoordinatorActor
let counselorId: string
beforeEach(async () => {
  // A Monday.
  app = await testApp('2026-11-23T10:00:00+08:00')
  coordinator = await app.person('coordinator-1', 'coordinator')
  counselorId = (await app.person('counselor-1', 'counselor')).personId
})
afterEach(() => app.close())

const at = (text: string) => new Date(`2026-${text}:00+08:00`)
const mondays = { weekdays: [1], stretches: [{ from: '18:00', to: '22:00' }], fromDay: '2026-11-01' }
const add = (changes = {}) => addPattern(app.deps, coordinator, { counselorId, ...mondays, ...changes })
const planned = async () => {
  const all = await shiftsBetween(app.deps, at('11-20T00:00'), new Date('2027-12-01T00:00:00Z'))
  return all.map(({ startsAt }) => startsAt.toISOString().slice(0, 10))
}
const fourMondays = ['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14']

describe('a weekly pattern', () => {
  test('plans the coming 28 days at once, and a day more each day', async () => {
    expect(await add()).toBe(4)
    expect(await planned()).toEqual(fourMondays)
    app.clock.wind(7 * 86_400)
    await tick(app.deps)
    expect(await planned()).toEqual([...fourMondays, '2026-12-21'])
  })

  test('has several stretches a day, past midnight, on several weekdays; what has begun already is not planned', async () => {
    const stretches = [
      { from: '09:00', to: '12:00' },
      { from: '22:00', to: '02:00' },
    ]
    expect(await add({ weekdays: [1, 3], stretches, untilDay: '2026-11-29' })).toBe(3)
    const all = await shiftsBetween(app.deps, at('11-23T00:00'), at('11-30T00:00'))
    expect(all.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
      [at('11-23T22:00'), at('11-24T02:00')],
      [at('11-25T09:00'), at('11-25T12:00')],
      [at('11-25T22:00'), at('11-26T02:00')],
    ])
  })

  test('planned by many at once plans each day once, without deadlock', async () => {
    await add()
    await addPattern(app.deps, coordinator, {
      ...mondays,
      counselorId: (await app.person('counselor-2', 'counselor')).personId,
    })
    app.clock.wind(14 * 86_400)
    const counts = await Promise.all(Array.from({ length: 12 }, () => planFromPatterns(app.deps, system)))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4)
    expect(await planned()).toHaveLength(12)
  })

  test('added twice is one', async () => {
    await add()
    expect(await add()).toBe(0)
    expect((await patterns(app.deps)).stretches).toHaveLength(1)
  })

  test('does not plan again what was canceled by hand', async () => {
    await add()
    const [, second] = await shiftsBetween(app.deps, at('11-23T00:00'), at('12-31T00:00'))
    await cancelShift(app.deps, coordinator, { shiftId: second?.id ?? '' })
    expect(await planFromPatterns(app.deps, system)).toBe(0)
    expect(await planned()).toEqual(fourMondays.filter(day => day !== '2026-11-30'))
    expect((await patterns(app.deps)).inTheWay).toEqual([])
  })

  test('skips a day on which another shift is in the way, shows it, and plans it once the way is free', async () => {
    const wanted = { handle: 'counselor-1', startsAt: at('11-30T20:00'), endsAt: at('11-30T23:00') }
    const { id } = await planShift(app.deps, system, wanted)
    expect(await add()).toBe(3)
    expect((await patterns(app.deps)).inTheWay).toMatchObject([{ name: '林静', day: '2026-11-30' }])
    await cancelShift(app.deps, coordinator, { shiftId: id })
    expect(await planFromPatterns(app.deps, system)).toBe(1)
    expect((await patterns(app.deps)).inTheWay).toEqual([])
  })

  test('ended takes its shifts back, except those in which somebody has booked a time', async () => {
    await add()
    await booked(app, 'counselor-1', at('12-07T19:00'))
    const [stretch] = (await patterns(app.deps)).stretches
    expect(await endPattern(app.deps, coordinator, { patternId: stretch?.id ?? '' })).toEqual({ kept: 1 })
    expect(await planned()).toEqual(['2026-12-07'])
    expect(await planFromPatterns(app.deps, system)).toBe(0)
    await expect(
      endPattern(app.deps, coordinator, { patternId: '00000000-0000-4000-8000-000000000000' }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test.each([
    [{ weekdays: [] }, 'weekdays', 'missing'],
    [{ weekdays: [8] }, 'weekdays', 'not_in_list'],
    [{ stretches: [] }, 'stretches', 'missing'],
    [{ stretches: [{ from: '25:00', to: '' }] }, 'stretches.0.from', 'not_a_time'],
    [{ fromDay: '2026-02-30' }, 'fromDay', 'not_a_day'],
    [{ untilDay: '2026-10-01' }, 'untilDay', 'ends_before_start'],
  ])('with %j is refused at its field', async (changes, field, code) => {
    await expect(add(changes)).rejects.toMatchObject({
      more: { faults: expect.arrayContaining([{ field, code }]) },
    })
    expect(await planned()).toEqual([])
  })
})

describe('a day off', () => {
  test('of one counselor takes that day back and gives it again when it is removed', async () => {
    await add()
    await addDayOff(app.deps, coordinator, { counselorId, day: '2026-12-07' })
    await addDayOff(app.deps, coordinator, { counselorId, day: '2026-12-07' })
    expect(await planFromPatterns(app.deps, system)).toBe(0)
    expect(await planned()).toEqual(fourMondays.filter(day => day !== '2026-12-07'))
    const [off] = (await patterns(app.deps)).daysOff
    await removeDayOff(app.deps, coordinator, { dayOffId: off?.id ?? '' })
    expect(await planned()).toEqual(fourMondays)
  })

  test('of the whole city holds for everybody, spares shifts planned by hand, and keeps what is booked', async () => {
    await add()
    const other = (await app.person('counselor-2', 'counselor')).personId
    await addPattern(app.deps, coordinator, { ...mondays, counselorId: other })
    await planShift(app.deps, system, {
      handle: 'counselor-3',
      startsAt: at('12-07T08:00'),
      endsAt: at('12-07T12:00'),
    })
    await booked(app, 'counselor-2', at('12-07T19:00'))
    expect(await addDayOff(app.deps, coordinator, { day: '2026-12-07', name: '大雪' })).toEqual({ kept: 1 })
    const left = await shiftsBetween(app.deps, at('12-07T00:00'), at('12-08T00:00'))
    expect(left.map(({ handle }) => handle)).toEqual(['counselor-3', 'counselor-2'])
    expect((await patterns(app.deps)).daysOff).toMatchObject([
      { day: '2026-12-07', name: '大雪', counselor: null },
    ])
  })

  test('said while the patterns are being planned leaves nothing planned on it', async () => {
    app.clock.wind(-7 * 86_400)
    await add()
    app.clock.wind(7 * 86_400)
    await Promise.all([
      ...Array.from({ length: 6 }, () => planFromPatterns(app.deps, system)),
      addDayOff(app.deps, coordinator, { day: '2026-12-14' }),
    ])
    expect(await planned()).not.toContain('2026-12-14')
  })

  test('that is no day is refused', async () => {
    await expect(addDayOff(app.deps, coordinator, { day: '2026-02-30' })).rejects.toMatchObject({
      more: { faults: [{ field: 'day', code: 'not_a_day' }] },
    })
  })
})
