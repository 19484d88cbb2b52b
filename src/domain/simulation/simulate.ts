import { callersOf } from './callers.ts'
import { callIn } from './calls.ts'
import { counselorsOf, stintsOf } from './counselors.ts'
import { diceOf } from './dice.ts'
import { callToSession, comeOn, goHome } from './duty.ts'
import { type Findings, noFindings } from './findings.ts'
import type { Floor, Pool } from './floor.ts'
import { watchOver } from './handing-on.ts'
import type { SimulatedLine } from './line.ts'
import { timeline } from './timeline.ts'
import { ringAll, roundByRouter, type Way } from './ways.ts'

/** What is simulated: a line, in a way, with a seed. Equal asks have equal findings, and all ways of one seed meet the same callers. */
export type Asked = { line: SimulatedLine; way: Way; seed: number; withinSeconds: number }

const day = 86_400_000

/** Days of a line on a virtual clock, event by event, with the product's own router deciding who is offered which call. */
export function simulate({ line, way, seed, withinSeconds }: Asked): Findings {
  const people = counselorsOf(line)
  const pools: Pool[] = Array.from({ length: way === 'apart' ? line.partners : 1 }, () => ({
    people: new Set(),
    waiting: new Set(),
  }))
  const floor: Floor = {
    now: new Date(0),
    line,
    withinSeconds,
    findings: noFindings(line.days, people.length),
    habits: diceOf(seed, 2),
    timeline: timeline(),
    announce: (person, session) => {
      if (way !== 'ring_all') watchOver(floor, person, session)
      floor.timeline.plan(session.startsAt, () => callToSession(floor, person, session))
    },
    poolOf: ({ partner }) => pools[way === 'apart' ? partner : 0]!,
    round: pool => (way === 'ring_all' ? ringAll(floor, pool) : roundByRouter(floor, pool)),
  }
  const nextCaller = callersOf(line.callers, line, diceOf(seed, 1))
  const bookings = diceOf(seed, 3)

  function planDay(number: number) {
    if (number >= line.days) return
    // A day ahead and first, so that whoever comes on at the end of a shift of theirs does not leave in between.
    floor.timeline.plan((number - 1) * day, () => planDay(number + 1))
    for (const stint of stintsOf(line, number, bookings)) {
      const person = people[stint.counselor]!
      floor.timeline.plan(stint.startsAt, () => comeOn(floor, person, stint))
    }
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
