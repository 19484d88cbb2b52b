import { describe, expect, test } from 'vitest'
import type { PlannedPerson } from '../../src/domain/planned-people.ts'
import type { CallBacks, SimulatedLine } from '../../src/domain/simulation/line.ts'
import { simulate } from '../../src/domain/simulation/simulate.ts'
import { type Summary, summaryOf } from '../../src/domain/simulation/summary.ts'
import type { Way } from '../../src/domain/simulation/ways.ts'

const hour = 3_600_000

/** Four seats of two partners around the clock, ten calls an hour that wait for ten minutes: enough to wait for, not to drown in. */
function busy(
  over: Partial<SimulatedLine> = {},
  callers: Partial<SimulatedLine['callers']> = {},
): SimulatedLine {
  return {
    days: 30,
    bands: [{ fromHour: 0, toHour: 24, seats: 4 }],
    partners: 2,
    callers: {
      byHour: [10],
      talk: 'lognormal',
      talkMinutes: 17,
      talkDeviation: 12,
      patienceMinutes: 10,
      highRisk: 0.05,
      ...callers,
    },
    habits: { acceptSeconds: 6, declined: 0.05, missed: 0.05, awayMinutes: 10, wrapUpMinutes: 3 },
    sessions: { perShift: 0, minutes: 30, noShow: 0, noShowMinutes: 15, lateMinutes: 10 },
    rules: {
      guardMinutes: 10,
      presenceSeconds: 180,
      offerSeconds: 20,
      restMinutes: 0,
      headStarts: { danger_now: 30, child: 15, front_line_medical: 5 },
    },
    ...over,
  }
}
const findingsOf = (line: SimulatedLine, way: Way = 'router') =>
  simulate({ line, way, seed: 12356, withinSeconds: 30 })
const run = (line: SimulatedLine, way: Way = 'router'): Summary => summaryOf(findingsOf(line, way))

describe('classes of contacts', () => {
  const classes = { danger_now: 0.1, child: 0.1, front_line_medical: 0.1 }
  const mixed = busy({}, { mix: { classes } })
  test('come in the shares asked for, and wait the less the greater their head start', () => {
    const { classes: of, received } = run(mixed)
    expect(of.child!.received / received).toBeCloseTo(0.1, 1)
    expect(of.danger_now!.meanWait).toBeLessThan(of.child!.meanWait!)
    expect(of.child!.meanWait).toBeLessThan(of.everyone!.meanWait!)
    expect(of.front_line_medical!.meanWait).toBeLessThan(of.everyone!.meanWait!)
  })
  test('are nothing to the plainer ways', () => {
    for (const way of ['apart', 'ring_all'] as const) {
      const { danger_now, everyone } = run(mixed, way).classes
      expect(danger_now!.meanWait! / everyone!.meanWait!).toBeGreaterThan(0.8)
    }
  })
  test('need people who are qualified: without any, no child is answered, and everybody else is', () => {
    const { classes: of } = run({ ...mixed, skills: { qualifications: { minors: 0 } } })
    expect(of.child!.answeredShare).toBe(0)
    expect(of.everyone!.answeredShare).toBeGreaterThan(0.7)
  })
  test('the mix changes nothing in when calls come', () => {
    const received = (line: SimulatedLine) => findingsOf(line).days.map(day => day.received)
    expect(received(mixed)).toEqual(received(busy()))
  })
})

describe('languages', () => {
  const mixed = busy({}, { mix: { languages: { zh: 0.8, yue: 0.2 } } })
  test('are answered by those who speak them, and by nobody where none does', () => {
    const nobody = run(mixed).languages
    expect(nobody.yue!.answeredShare).toBe(0)
    const half = run({ ...mixed, skills: { languages: { yue: 0.5 } } }).languages
    expect(half.yue!.answeredShare).toBeGreaterThan(0.3)
    expect(half.yue!.answeredShare).toBeLessThan(half.zh!.answeredShare!)
    const all = run({ ...mixed, skills: { languages: { yue: 1 } } }).languages
    expect(all.yue!.answeredShare! / all.zh!.answeredShare!).toBeGreaterThan(0.95)
  })
  test('that nobody speaks stop nobody behind them, not even where all telephones ring', () => {
    const foreign = busy({}, { mix: { languages: { zh: 0.5, en: 0.5 } } })
    for (const way of ['router', 'apart', 'ring_all'] as const)
      expect(run(foreign, way).languages.zh!.answeredShare).toBeGreaterThan(0.7)
  })
})

describe('places and partners', () => {
  const quiet = { byHour: [1] }
  const widening = { cityMinutes: 0, partnersMinutes: 0, provinceMinutes: 15 }
  const widened = (over: Partial<typeof widening>) => ({
    ...busy().rules,
    widening: { ...widening, ...over },
  })
  test('a call from a place without people waits until the whole city may be asked, and is then answered at once', () => {
    const mix = { places: [['longsha']], placeKnown: 1 }
    const line = busy({ rules: widened({ cityMinutes: 5 }) }, { ...quiet, mix, patienceMinutes: 1e6 })
    expect(run(line).medianWait).toBeGreaterThanOrEqual(300)
    expect(run(line).medianWait).toBeLessThan(320)
    expect(run({ ...line, skills: { places: ['longsha'] } }).medianWait).toBeLessThan(30)
  })
  test("a call on one partner's line waits for the others until they may be asked", () => {
    const mix = { lines: ['partner 3'] }
    const line = busy({ rules: widened({ partnersMinutes: 4 }) }, { ...quiet, mix, patienceMinutes: 1e6 })
    expect(run(line).medianWait).toBeGreaterThanOrEqual(240)
    expect(
      run({ ...line, callers: { ...line.callers, mix: { lines: ['partner 1'] } } }).medianWait,
    ).toBeLessThan(30)
  })
  test('whoever leaves out a partner is answered by the others alone', () => {
    const leaving = (leavesOut: number) => run(busy({}, { mix: { leavesOut } })).answeredShare!
    expect(leaving(1)).toBeLessThan(leaving(0) - 0.02)
  })
  test('the number of the province is told to whoever waits for longer than its minutes', () => {
    const told = (provinceMinutes: number) =>
      run(busy({ rules: widened({ provinceMinutes }) })).toldProvinceShare!
    expect(told(2)).toBeGreaterThan(told(15))
    expect(told(15)).toBeGreaterThan(0)
    expect(told(720)).toBe(0)
  })
})

describe('numbers left', () => {
  const callBacks: CallBacks = {
    leaveNumber: 1,
    pickUp: 1,
    attempts: 3,
    attemptMinutes: 1,
    retryMinutes: 30,
    forgottenDays: 4,
  }
  const line = (over: Partial<CallBacks> = {}, callers: Partial<SimulatedLine['callers']> = {}) =>
    busy({}, { callBacks: { ...callBacks, ...over }, ...callers })
  const rush = { byHour: [...Array(12).fill(13), ...Array(12).fill(2)] }

  test('nobody hangs up who leaves one, and every promise is kept, not reached, forgotten, or open at the end', () => {
    const { days, callBacks: counts } = findingsOf(line({ pickUp: 0.6 }))
    const sum = (figure: 'abandoned' | 'promised' | 'received' | 'answered') =>
      days.reduce((all, day) => all + day[figure], 0)
    expect(sum('abandoned')).toBe(0)
    expect(sum('promised')).toBe(counts.promised)
    expect(sum('received') - sum('answered') - sum('promised')).toBeLessThan(10)
    const open = counts.promised - counts.kept - counts.unreached - counts.forgotten
    expect(open).toBeGreaterThanOrEqual(0)
    expect(open).toBeLessThan(30)
    // Three attempts at six in ten each reach all but 6.4 %; three and a half standard errors of that share.
    const unreached = counts.unreached / (counts.kept + counts.unreached)
    expect(Math.abs(unreached - 0.064)).toBeLessThan(3.5 * Math.sqrt((0.064 * 0.936) / counts.promised))
  })
  test('with a chance of three in ten so many leave one, and the others hang up', () => {
    const { promisedShare, abandonedShare } = run(line({ leaveNumber: 0.3 }))
    expect(promisedShare! / (promisedShare! + abandonedShare!)).toBeCloseTo(0.3, 1)
  })
  test('are called in the minutes that calls leave idle: the more calls, the later', () => {
    const minutes = (callsAnHour: number) =>
      run(line({}, { byHour: [callsAnHour], patienceMinutes: 2 })).callBacks.p90Minutes!
    expect(minutes(10)).toBeGreaterThan(minutes(4))
  })
  test('keep their place: they are called before whoever came later, and so before the rush is over', () => {
    const kept = run(line({}, rush)).callBacks
    const last = busy({ rules: { ...busy().rules, headStarts: { everyone: 240 } } }, { callBacks, ...rush })
    expect(kept.medianMinutes).toBeLessThan(run(last).callBacks.medianMinutes! / 2)
  })
  test('take the head start of a promised call-back', () => {
    const ahead = { ...busy().rules, headStarts: { promised_callback: 60 } }
    expect(run({ ...line({}, rush), rules: ahead }).callBacks.medianMinutes).toBeLessThan(
      run(line({}, rush)).callBacks.medianMinutes!,
    )
  })
  test('fill the minutes before a session that calls are kept from, as far as the router lets them', () => {
    const sessions = { perShift: 20, minutes: 30, noShow: 0, noShowMinutes: 15, lateMinutes: 10 }
    const short = { talkMinutes: 2, talkDeviation: 1, byHour: [3], patienceMinutes: 1 }
    const guarded = { ...busy().rules, guardMinutes: 29 }
    const minutes = (callbackMinutes: number) =>
      run({ ...line({}, short), days: 5, sessions, rules: { ...guarded, callbackMinutes } }).callBacks
        .medianMinutes!
    expect(minutes(6)).toBeLessThan(minutes(0) * 0.7)
  })
  test('are not taken from a child, nor from anybody in danger', () => {
    const mix = { classes: { danger_now: 0.1, child: 0.2 } }
    const { classes } = run(line({}, { mix, ...rush }))
    expect(classes.danger_now!.promisedShare).toBe(0)
    expect(classes.child!.promisedShare).toBe(0)
    expect(classes.everyone!.promisedShare).toBeGreaterThan(0)
  })
  test('are forgotten where nobody of the language comes in time', () => {
    const mix = { languages: { en: 1 } }
    const { callBacks: counts } = run(line({ forgottenDays: 1 }, { mix }))
    expect(counts.keptShare).toBe(0)
    expect(counts.forgottenShare).toBeGreaterThan(0.9)
  })
})

describe('shifts', () => {
  const sessions = { perShift: 2, minutes: 30, noShow: 0, noShowMinutes: 15, lateMinutes: 10 }
  const hoursOnDuty = (line: SimulatedLine) =>
    findingsOf(line).load.reduce((sum, { onDuty }) => sum + onDuty, 0) / hour
  test('to which nobody comes are missing on the line, and the sessions booked in them are lost', () => {
    const line = busy({ sessions })
    const half = { ...line, habits: { ...line.habits, absent: 0.5 } }
    expect(hoursOnDuty(half) / hoursOnDuty(line)).toBeGreaterThan(0.34)
    expect(hoursOnDuty(half) / hoursOnDuty(line)).toBeLessThan(0.66)
    // Three and a half standard errors of a share of 120 shifts.
    expect(Math.abs(run(half).absent / (30 * 4) - 0.5)).toBeLessThan(0.16)
    expect(run(half).keptShare).toBeLessThan(run(line).keptShare! - 0.3)
  })
  test('of which people leave their page change nothing where nobody does', () => {
    const nobody = { ...busy().habits, gone: { share: 0, minutes: 5 } }
    expect(findingsOf(busy({ sessions, habits: nobody }))).toEqual(findingsOf(busy({ sessions })))
  })
  test('of which people leave their page are as long, and answer less, the more the longer an empty page is believed', () => {
    const line = busy({ sessions })
    const gone = { ...line, habits: { ...line.habits, gone: { share: 0.5, minutes: 20 } } }
    const believed = { ...gone, rules: { ...gone.rules, presenceSeconds: 86_400 } }
    const offers = (of: SimulatedLine) => findingsOf(of).offers / run(of).received
    expect(run(gone).gone).toBeGreaterThan(30 * 4)
    expect(hoursOnDuty(gone) / hoursOnDuty(line)).toBeGreaterThan(0.97)
    expect(run(gone).inTimeShare).toBeLessThan(run(line).inTimeShare! - 0.1)
    expect(run(gone).keptShare).toBeLessThan(run(line).keptShare! - 0.1)
    expect(run(believed).inTimeShare).toBeLessThan(run(gone).inTimeShare!)
    // An offer to an empty page runs out, and the call goes to the next.
    expect(offers(believed)).toBeGreaterThan(offers(gone))
  })
  test('hand no session on to a partner that whoever booked left out', () => {
    const line = (leavesOut: number) => {
      const bands = [{ fromHour: 0, toHour: 24, seats: 2 }]
      const { rules } = busy()
      return busy(
        { bands, sessions, rules: { ...rules, guardMinutes: 0 } },
        { mix: { leavesOut }, byHour: [3] },
      )
    }
    expect(findingsOf(line(0)).sessions.handedOn).toBeGreaterThan(20)
    expect(findingsOf(line(1)).sessions.handedOn).toBe(0)
  })
  test('begin when somebody has come, which is late by as much as asked', () => {
    const bands = [{ fromHour: 8, toHour: 16, seats: 4 }]
    const late = busy({ bands, habits: { ...busy().habits, lateMinutes: 60 } })
    const lost = hoursOnDuty(busy({ bands })) - hoursOnDuty(late)
    expect(lost / (30 * 4)).toBeGreaterThan(0.8)
    expect(lost / (30 * 4)).toBeLessThan(1.2)
  })
  test('a canceled session gives its minutes back to the line', () => {
    const full = { ...sessions, perShift: 16 }
    const line = busy({ bands: [0, 8, 16].map(fromHour => ({ fromHour, toHour: fromHour + 8, seats: 4 })) })
    const booked = run({ ...line, sessions: full })
    const canceled = run({ ...line, sessions: { ...full, canceled: 0.8 } })
    expect(canceled.sessions.canceled / (canceled.sessions.canceled + canceled.sessions.onTime)).toBeCloseTo(
      0.8,
      1,
    )
    expect(canceled.answeredShare).toBeGreaterThan(booked.answeredShare! + 0.1)
  })
  test('a session goes on to somebody whom the router lets have a contact, so not to whoever has had enough calls', () => {
    const long = busy({ sessions }, { talkMinutes: 30, byHour: [6] })
    const handedOn = (mostCalls: number) =>
      run({ ...long, rules: { ...long.rules, mostCalls } }).sessions.handedOn
    expect(handedOn(0)).toBeGreaterThan(10)
    expect(handedOn(1)).toBeLessThan(handedOn(0) / 4)
  })
  test('a caller is told of a session that may begin late where nobody is free, and only there', () => {
    const alone = busy(
      { bands: [{ fromHour: 0, toHour: 24, seats: 1 }], partners: 1, sessions },
      { talkMinutes: 30, byHour: [2] },
    )
    expect(run(alone).sessions.told).toBeGreaterThan(10)
    expect(run(alone).sessions.handedOn).toBe(0)
    expect(run(alone, 'ring_all').sessions.told).toBe(0)
  })
})

describe('given a roster of its own', () => {
  const person = (over: Partial<PlannedPerson>): PlannedPerson => ({
    id: 'anna',
    languages: ['zh'],
    partnerId: 'police',
    shifts: [],
    sessions: [],
    ...over,
  })
  const shift = (day: number, from: number, to: number) => ({
    startsAt: (day * 24 + from) * hour,
    endsAt: (day * 24 + to) * hour,
  })
  const rostered = (roster: PlannedPerson[], callers: Partial<SimulatedLine['callers']> = {}) =>
    busy({ days: 2, roster, bands: [] }, { byHour: [4], ...callers })

  test('people are there for their shifts, past midnight and from before the first day, and answer nobody outside of them', () => {
    const anna = person({ shifts: [shift(-1, 22, 30), shift(0, 22, 26)] })
    const { load, days } = findingsOf(rostered([anna]))
    expect(load[0]!.onDuty / hour).toBeGreaterThanOrEqual(6 + 4)
    expect(load[0]!.onDuty / hour).toBeLessThan(6 + 4 + 2)
    expect(days.map(({ answered }) => answered > 0)).toEqual([true, true])
    const none = findingsOf(rostered([person({ shifts: [shift(0, 8, 16)] })])).days
    expect(none[1]).toMatchObject({ answered: 0 })
  })
  test('the sessions booked are held, and calls kept away from them', () => {
    const sessions = [9, 10, 11, 12, 13, 14].map(from => shift(0, from, from + 1))
    const booked = run(rostered([person({ shifts: [shift(0, 8.5, 15.5)], sessions })]))
    expect(booked.sessions.onTime + booked.sessions.late).toBeGreaterThanOrEqual(5)
    const free = run(rostered([person({ shifts: [shift(0, 8.5, 15.5)] })]))
    expect(booked.answeredShare).toBeLessThan(free.answeredShare! / 2)
  })
  test('languages, qualifications and what is in force are those of the people', () => {
    const shifts = [shift(0, 0, 24), shift(1, 0, 24)]
    const answered = (over: Partial<PlannedPerson>, mix = {}) =>
      run(rostered([person({ shifts, ...over })], { mix })).answeredShare!
    expect(answered({ languages: ['en'] })).toBe(0)
    expect(answered({ languages: ['en'] }, { languages: { en: 1 } })).toBeGreaterThan(0)
    expect(answered({ qualifications: ['high_risk'] }, { classes: { child: 1 } })).toBe(0)
    const lapsed = findingsOf(
      rostered([person({ shifts, inForceUntil: { insurance: new Date(24 * hour) } })]),
    ).days
    expect(lapsed.map(({ answered }) => answered > 0)).toEqual([true, false])
  })
  test('apart, each partner has the callers that its hours stand for', () => {
    const roster = [
      person({ shifts: [shift(0, 0, 24), shift(1, 0, 24)] }),
      person({ id: 'bo', shifts: [shift(0, 0, 24), shift(1, 0, 24)] }),
      person({ id: 'cy', partnerId: 'league', shifts: [shift(0, 0, 24), shift(1, 0, 24)] }),
    ]
    const { load } = findingsOf(rostered(roster, { byHour: [1], patienceMinutes: 1e6 }), 'apart')
    const [anna, bo, cy] = load.map(({ calls }) => calls)
    expect((anna! + bo!) / cy!).toBeGreaterThan(1.2)
  })
  test('calls an hour may be said for each hour from the start', () => {
    const byHour = [...Array(24).fill(0), ...Array(24).fill(5)]
    const { days } = findingsOf(rostered([person({ shifts: [shift(0, 0, 24)] })], { byHour }))
    expect(days[0]!.received).toBe(0)
    expect(days[1]!.received).toBeGreaterThan(60)
  })
})
