import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageBands, type Mode, modes } from '../../src/domain/codes.ts'
import { dayAfter } from '../../src/domain/days.ts'
import { qualifications } from '../../src/domain/routing-terms.ts'
import {
  type Bookable,
  freeCounselors,
  type OpenTime,
  openTimes,
  type Pool,
  type Search,
} from '../../src/domain/slots.ts'
import { dayStart, instantOf, stretchesOfDay } from '../../src/domain/time.ts'
import { wallByIntl } from './clock-changes.ts'

const minute = 60_000
const zone = 'Asia/Shanghai'
const day = '2026-11-22'
const clock = (time: string) => {
  const wall = instantOf(day, time, zone)
  if (wall.fault) throw new Error(wall.fault)
  return wall.at.getTime()
}
const anna: Bookable = { languages: ['zh'], modes: ['phone', 'text'], partnerId: 'health' }
const bo: Bookable = { languages: ['yue', 'en'], modes: ['video'], partnerId: 'police' }
const wholeDay: Search = {
  stretches: stretchesOfDay(day, zone),
  from: dayStart(day, zone).getTime(),
  to: dayStart(dayAfter(day, 1), zone).getTime(),
  notBefore: 0,
  sessionMinutes: 50,
  gridMinutes: 30,
}
const shift = (counselorId: string, from: string, to: string) => ({
  counselorId,
  startsAt: clock(from),
  endsAt: clock(to),
})
const times = (open: OpenTime[]) => open.map(({ startsAt }) => wallByIntl(startsAt, zone)[1])

describe('given one counselor on shift from nine to eleven', () => {
  const pool: Pool = {
    shifts: [shift('anna', '09:00', '11:00')],
    busy: [],
    people: new Map([['anna', anna]]),
  }

  test('a session may end no later than what it requires is in force', () => {
    const lapsing = { ...pool, people: new Map([['anna', { ...anna, inForceUntil: clock('10:00') }]]) }
    expect(times(openTimes(lapsing, wholeDay))).toEqual(['09:00'])
    const session = { startsAt: clock('09:00'), endsAt: clock('09:50') }
    expect(freeCounselors(lapsing, session, {})).toEqual(['anna'])
    expect(freeCounselors(lapsing, { startsAt: clock('09:30'), endsAt: clock('10:20') }, {})).toEqual([])
  })

  test('a session may start wherever it ends within the shift', () => {
    expect(times(openTimes(pool, wholeDay))).toEqual(['09:00', '09:30', '10:00'])
  })
  test('nothing that keeps her busy is overlapped, and what only touches does no harm', () => {
    const busy = [shift('anna', '09:50', '10:00')]
    expect(times(openTimes({ ...pool, busy }, wholeDay))).toEqual(['09:00', '10:00'])
  })
  test('a time before the notice is over is not open', () => {
    expect(times(openTimes(pool, { ...wholeDay, notBefore: clock('09:01') }))).toEqual(['09:30', '10:00'])
    expect(times(openTimes(pool, { ...wholeDay, notBefore: clock('09:30') }))).toEqual(['09:30', '10:00'])
  })
  test('starts lie in the range asked for', () => {
    expect(times(openTimes(pool, { ...wholeDay, from: clock('09:30'), to: clock('10:00') }))).toEqual([
      '09:30',
    ])
  })
  test('two shifts that adjoin count as one', () => {
    const shifts = [shift('anna', '10:00', '11:00'), shift('anna', '09:00', '10:00')]
    expect(times(openTimes({ ...pool, shifts }, wholeDay))).toEqual(['09:00', '09:30', '10:00'])
  })
  test('a shift that starts at ten past opens at half past', () => {
    const shifts = [shift('anna', '09:10', '11:00')]
    expect(times(openTimes({ ...pool, shifts }, wholeDay))).toEqual(['09:30', '10:00'])
  })
  test('a shift of somebody unknown opens nothing', () => {
    expect(openTimes({ ...pool, people: new Map() }, wholeDay)).toEqual([])
  })
})

describe('given two counselors with different gifts', () => {
  const pool: Pool = {
    shifts: [shift('anna', '09:00', '10:00'), shift('bo', '09:00', '11:00')],
    busy: [],
    people: new Map([
      ['anna', anna],
      ['bo', bo],
    ]),
  }
  test('one open time carries what both offer', () => {
    const [nine, halfPast] = openTimes(pool, wholeDay)
    expect(nine).toEqual({
      startsAt: clock('09:00'),
      endsAt: clock('09:50'),
      modes: ['phone', 'text', 'video'],
      languages: ['zh', 'yue', 'en'],
    })
    expect(halfPast).toMatchObject({ modes: ['video'], languages: ['yue', 'en'] })
  })
  test('a language and a mode must be the same person’s', () => {
    expect(openTimes(pool, { ...wholeDay, language: 'zh', mode: 'video' })).toEqual([])
    expect(times(openTimes(pool, { ...wholeDay, language: 'zh', mode: 'text' }))).toEqual(['09:00'])
  })
  test('the partner that a caller leaves out opens nothing', () => {
    expect(times(openTimes(pool, { ...wholeDay, withoutPartner: 'police' }))).toEqual(['09:00'])
  })
  test('those free for one session are named', () => {
    const at = (from: string, to: string) => ({ startsAt: clock(from), endsAt: clock(to) })
    expect(freeCounselors(pool, at('09:00', '10:00'), {})).toEqual(['anna', 'bo'])
    expect(freeCounselors(pool, at('09:00', '10:00'), { withoutPartner: 'health' })).toEqual(['bo'])
    expect(freeCounselors(pool, at('09:30', '10:20'), {})).toEqual(['bo'])
    expect(
      freeCounselors({ ...pool, busy: [shift('bo', '09:59', '10:01')] }, at('09:00', '10:00'), {}),
    ).toEqual(['anna'])
  })
})

test('when the clocks change, starts stay on the half hours of the wall', () => {
  for (const [changed, place] of [
    ['2026-10-25', 'Europe/Berlin'],
    ['2026-03-29', 'Europe/Berlin'],
    ['2026-04-05', 'Australia/Lord_Howe'],
    ['2026-11-22', 'Asia/Kathmandu'],
  ] as const) {
    const [from, to] = [dayStart(changed, place).getTime(), dayStart(dayAfter(changed, 1), place).getTime()]
    const pool = {
      shifts: [{ counselorId: 'anna', startsAt: from, endsAt: to }],
      busy: [],
      people: new Map([['anna', anna]]),
    }
    const stretches = stretchesOfDay(changed, place)
    const open = openTimes(pool, { ...wholeDay, stretches, from, to, sessionMinutes: 30 })
    expect(open).toHaveLength((to - from) / (30 * minute))
    for (const { startsAt } of open) expect(wallByIntl(startsAt, place)[1]).toMatch(/:[03]0$/)
  }
})

const somebody = fc.record({
  languages: fc.subarray(['zh', 'yue', 'en'], { minLength: 1 }),
  modes: fc.subarray([...modes], { minLength: 1 }),
  partnerId: fc.constantFrom('health', 'police'),
  qualifications: fc.option(fc.subarray([...qualifications]), { nil: undefined }),
})
const someIntervals = fc.array(
  fc
    .record({
      counselorId: fc.constantFrom('a', 'b', 'c', 'd'),
      start: fc.nat(95),
      length: fc.integer({ min: 1, max: 40 }),
    })
    .map(({ counselorId, start, length }) => {
      const startsAt = wholeDay.from + start * 15 * minute
      return { counselorId, startsAt, endsAt: startsAt + length * 5 * minute }
    }),
  { maxLength: 16 },
)

test('whatever the shifts, the open times are those that a walk minute by minute finds', () => {
  fc.assert(
    fc.property(
      fc.record({
        shifts: someIntervals,
        busy: someIntervals,
        people: fc.tuple(somebody, somebody, somebody).map(
          ([a, b, c]) =>
            new Map([
              ['a', a],
              ['b', b],
              ['c', c],
            ]),
        ),
      }),
      fc.record({
        gridMinutes: fc.constantFrom(15, 30, 60),
        sessionMinutes: fc.constantFrom(25, 30, 50, 90),
        fromMinute: fc.nat(600),
        notBeforeMinute: fc.nat(600),
        wish: fc.record(
          {
            language: fc.constantFrom('zh', 'yue', 'en', 'fr'),
            mode: fc.constantFrom<Mode>(...modes),
            withoutPartner: fc.constantFrom('health', 'police'),
            ageBand: fc.constantFrom(...ageBands),
          },
          { requiredKeys: [] },
        ),
      }),
      (pool, { gridMinutes, sessionMinutes, fromMinute, notBeforeMinute, wish }) => {
        const search: Search = {
          ...wholeDay,
          ...wish,
          gridMinutes,
          sessionMinutes,
          from: wholeDay.from + fromMinute * minute,
          notBefore: wholeDay.from + notBeforeMinute * minute,
        }
        const open = openTimes(pool, search)
        expect(open.map(known)).toEqual(walk(pool, search).map(known))
        for (const { startsAt, endsAt } of open.slice(0, 3))
          expect(freeCounselors(pool, { startsAt, endsAt }, wish)).toEqual(
            [...pool.people.keys()].filter(
              id => worksThrough(pool, id, startsAt, endsAt) && suits(pool.people.get(id)!, wish),
            ),
          )
      },
    ),
  )
})

/** Lists compared as sets: their order is not promised. */
function known({ startsAt, endsAt, modes, languages }: OpenTime) {
  return { startsAt, endsAt, modes: [...modes].sort(), languages: [...languages].sort() }
}

function walk(pool: Pool, search: Search): OpenTime[] {
  const open: OpenTime[] = []
  for (let at = wholeDay.from; at < search.to; at += minute) {
    const wall = wallByIntl(at, zone)[1].split(':').map(Number)
    if (
      ((wall[0]! * 60 + wall[1]!) % search.gridMinutes) +
      Number(at < Math.max(search.from, search.notBefore))
    )
      continue
    const endsAt = at + search.sessionMinutes * minute
    const able = [...pool.people].filter(
      ([id, who]) => suits(who, search) && worksThrough(pool, id, at, endsAt),
    )
    if (able.length === 0) continue
    open.push({
      startsAt: at,
      endsAt,
      modes: [...new Set(able.flatMap(([, who]) => who.modes))],
      languages: [...new Set(able.flatMap(([, who]) => who.languages))],
    })
  }
  return open
}

function suits(who: Bookable, { language, mode, withoutPartner, ageBand }: Partial<Search>) {
  const isChild = ageBand === 'under_14' || ageBand === 'age_14_17'
  return (
    (!isChild || !who.qualifications || who.qualifications.includes('minors')) &&
    (!language || who.languages.includes(language)) &&
    (!mode || who.modes.includes(mode)) &&
    (!withoutPartner || who.partnerId !== withoutPartner)
  )
}

function worksThrough({ shifts, busy }: Pool, id: string, from: number, to: number) {
  for (let at = from; at < to; at += minute) {
    const during = (one: { counselorId: string; startsAt: number; endsAt: number }) =>
      one.counselorId === id && one.startsAt <= at && at < one.endsAt
    if (!shifts.some(during) || busy.some(during)) return false
  }
  return true
}
