import type { Caller } from './callers.ts'
import type { Counselor } from './counselors.ts'
import { beAway, haveTime, wrapUp } from './duty.ts'
import { dayOf } from './findings.ts'
import { after, around, type Floor } from './floor.ts'

/** A call put to one counselor, or ringing at several. */
export type Offer = { caller: Caller; people: readonly Counselor[] }

/** Somebody calls: counted, put to whoever is free, and gone again when patience ends first. */
export function callIn(floor: Floor, caller: Caller): void {
  const pool = floor.poolOf(caller)
  dayOf(floor.findings, caller.calledAt).received++
  pool.waiting.add(caller)
  floor.round(pool)
  if (caller.state !== 'talking' && caller.waits !== Number.POSITIVE_INFINITY)
    after(floor, caller.waits, () => hangUp(floor, caller))
}

/** Puts a caller to counselors, who are bound until the offer is over. */
export function offer(floor: Floor, caller: Caller, people: readonly Counselor[]): Offer {
  floor.findings.offers++
  floor.poolOf(caller).waiting.delete(caller)
  caller.state = 'offered'
  caller.offeredTo = people
  for (const person of people) person.state = 'offered'
  return { caller, people }
}

/** Whether this very offer still stands. */
export function stands({ caller, people }: Offer): boolean {
  return caller.state === 'offered' && caller.offeredTo === people
}

/** One counselor takes the call; those at whom it rang too are as free as before. */
export function answer(floor: Floor, { caller, people }: Offer, person: Counselor): void {
  const { findings, withinSeconds, now } = floor
  const seconds = (now.getTime() - caller.calledAt) / 1000
  const day = dayOf(findings, caller.calledAt)
  day.answered++
  day.waitSeconds += seconds
  if (seconds <= withinSeconds) day.inTime++
  if (seconds > 0) day.waited++
  findings.waits.set(Math.round(seconds), (findings.waits.get(Math.round(seconds)) ?? 0) + 1)
  const load = findings.load[person.number]!
  load.calls++
  load.busy += caller.talks
  person.needsRest = caller.highRisk && floor.line.rules.restMinutes > 0
  countFor(floor, person)
  caller.state = 'talking'
  person.state = 'talking'
  after(floor, Math.max(1, caller.talks), () => wrapUp(floor, person, 'call'))
  if (people.length === 1) return
  letGo(floor, people)
  floor.round(floor.poolOf(caller))
}

/** Nobody took it: the caller waits on in the old place. `declined` is free again, `missed` is away. */
export function giveBack(floor: Floor, { caller, people }: Offer, how: 'declined' | 'missed' | 'rung'): void {
  caller.state = 'waiting'
  floor.poolOf(caller).waiting.add(caller)
  const [person] = people
  if (how === 'rung') {
    letGo(floor, people)
    floor.round(floor.poolOf(caller))
  } else if (how === 'declined' && person) {
    ;(caller.asked as Set<string>).add(person.id)
    haveTime(floor, person)
  } else if (person) {
    beAway(floor, person)
    floor.round(floor.poolOf(caller))
  }
}

/** How soon somebody takes an offer, in milliseconds; never after it has run out. */
export function pickUpAfter({ line, habits }: Floor): number {
  return Math.min(around(line.habits.acceptSeconds, habits), line.rules.offerSeconds - 0.001) * 1000
}

function hangUp(floor: Floor, caller: Caller) {
  if (caller.state !== 'waiting' && caller.state !== 'offered') return
  const day = dayOf(floor.findings, caller.calledAt)
  day.abandoned++
  day.waited++
  day.waitSeconds += (floor.now.getTime() - caller.calledAt) / 1000
  const pool = floor.poolOf(caller)
  const bound = caller.state === 'offered' ? caller.offeredTo : []
  caller.state = 'gone'
  pool.waiting.delete(caller)
  if (bound.length === 0) return
  letGo(floor, bound)
  floor.round(pool)
}

/** One call more in this duty, and for seven days in the week, where the router looks at that. */
function countFor({ line, timeline, now }: Floor, person: Counselor) {
  person.answeredInDuty++
  if (!line.rules.equalSeconds) return
  person.answeredInWeek++
  timeline.plan(now.getTime() + 7 * 86_400_000, () => {
    person.answeredInWeek--
  })
}

/** Everybody who is still bound by an offer is as free as before it, except where a session or the way home waits. */
function letGo(floor: Floor, people: readonly Counselor[]) {
  for (const person of people.filter(({ state }) => state === 'offered')) {
    person.state = 'free'
    const due = person.booked[0]
    if (person.leaving || (due && due.startsAt <= floor.now.getTime())) haveTime(floor, person)
  }
}
