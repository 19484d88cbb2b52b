import { callersOf } from './callers.ts'
import { callIn } from './calls.ts'
import type { Stint } from './counselors.ts'
import { diceOf } from './dice.ts'
import { callToSession, comeOn, goHome, stayAway } from './duty.ts'
import { type Findings, noFindings } from './findings.ts'
import { after, type Floor, type Pool } from './floor.ts'
import { watchOver } from './handing-on.ts'
import type { SimulatedLine } from './line.ts'
import { staffOf } from './staff.ts'
import { timeline } from './timeline.ts'
import { ringAll, roundByRouter, rulesOf, type Way } from './ways.ts'

/** What is simulated: a line, in a way, with a seed. Equal asks have equal findings, and all ways of one seed meet the same callers. */
export type Asked = { line: SimulatedLine; way: Way; seed: number; withinSeconds: number }

const day = 86_400_000

/** Days of a line on a virtual clock, event by event, with the product's own router deciding who is offered which call. */
export function simulate({ line, way, seed, withinSeconds }: Asked): Findings {
  const { people, partners, stintsOf } = staffOf(line, seed)
  const pools: Pool[] = Array.from({ length: way === 'apart' ? partners.length : 1 }, () => ({
    people: [],
    waiting: new Map(),
  }))
  const floor: Floor = {
    now: new Date(0),
    line,
    rules: rulesOf(way, line.rules),
    staff: people,
    withinSeconds,
    findings: noFindings(line.days, people.length),
    habits: diceOf(seed, 2),
    absences: diceOf(seed, 6),
    timeline: timeline(),
    announce: (person, session) => {
      if (way !== 'ring_all') watchOver(floor, person, session)
      floor.timeline.plan(session.startsAt, () => callToSession(floor, person, session))
    },
    poolOf: ({ partner }) => pools[way === 'apart' ? partner : 0]!,
    round: pool => (way === 'ring_all' ? ringAll(floor, pool) : roundByRouter(floor, pool)),
  }
  const nextCaller = callersOf(line.callers, { days: line.days, partners, seed })
  const bookings = diceOf(seed, 3)

  function planDay(number: number) {
    if (number >= line.days) return
    // A day ahead and first, so that whoever comes on at the end of a shift of theirs does not leave in between.
    floor.timeline.plan((number - 1) * day, () => planDay(number + 1))
    for (const stint of stintsOf(number, bookings)) planStint(stint)
  }

  function planStint(stint: Stint) {
    const { absent = 0, lateMinutes = 0 } = line.habits
    const person = people[stint.counselor]!
    const isAbsent = absent > 0 && bookings.even() < absent
    const late = lateMinutes > 0 ? bookings.exponential(lateMinutes) * 60_000 : 0
    floor.timeline.plan(stint.startsAt, () => {
      if (isAbsent) stayAway(floor, stint)
      // Whoever is there from the shift before cannot come late.
      else if (person.state !== 'away') comeOn(floor, person, stint)
      else after(floor, Math.min(late, stint.endsAt - stint.startsAt - 1), () => comeOn(floor, person, stint))
    })
  }

  function planCaller() {
    const caller = nextCaller()
    if (!caller) return
    floor.timeline.plan(caller.calledAt, () => {
      planCaller()
      callIn(floor, caller)
    })
  }

  planDay(0)
  planCaller()
  floor.timeline.runUntil(line.days * day, at => {
    floor.now = new Date(at)
  })
  floor.now = new Date(line.days * day)
  for (const pool of pools) for (const person of [...pool.people]) goHome(floor, person)
  return floor.findings
}
