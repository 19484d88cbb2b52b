import { promiseCallBack, tryToReach } from './call-backs.ts'
import { type Caller, nobody } from './callers.ts'
import type { Counselor } from './counselors.ts'
import { beAway, haveTime, wrapUp } from './duty.ts'
import { countIn, countsOf } from './findings.ts'
import { after, around, type Floor } from './floor.ts'

/** A call put to one counselor, or ringing at several. */
export type Offer = { caller: Caller; people: readonly Counselor[] }

/** Somebody calls: counted, put to whoever is free, and gone again when patience ends first. */
export function callIn(floor: Floor, caller: Caller): void {
  const pool = floor.poolOf(caller)
  caller.counts = countsOf(floor.findings, caller)
  for (const counts of caller.counts) counts.received++
  pool.waiting.set(caller.id, caller)
  floor.round(pool)
  if (caller.state === 'talking') return
  if (caller.waits !== Number.POSITIVE_INFINITY) after(floor, caller.waits, () => losePatience(floor, caller))
  lookAgainWider(floor, caller)
}

/** Whenever a contact reaches further, without anybody doing anything, the router is asked anew. */
function lookAgainWider(floor: Floor, caller: Caller) {
  const { cityMinutes, partnersMinutes } = floor.rules.widening ?? { cityMinutes: 0, partnersMinutes: 0 }
  const again = () => caller.state === 'waiting' && floor.round(floor.poolOf(caller))
  if (caller.places?.length && cityMinutes > 0) after(floor, cityMinutes * 60_000, again)
  if (caller.ofPartner && partnersMinutes > 0) after(floor, partnersMinutes * 60_000, again)
}

/** Puts a caller to counselors, who are bound until the offer is over. */
export function offer(floor: Floor, caller: Caller, people: readonly Counselor[]): Offer {
  floor.findings.offers++
  floor.poolOf(caller).waiting.delete(caller.id)
  caller.state = 'offered'
  caller.offeredTo = people
  for (const person of people) person.state = 'offered'
  return { caller, people }
}

/** Whether this very offer still stands. */
export function stands({ caller, people }: Offer): boolean {
  return caller.state === 'offered' && caller.offeredTo === people
}

/** One counselor takes the call, or tries to call back; those at whom it rang too are as free as before. */
export function answer(floor: Floor, { caller, people }: Offer, person: Counselor): void {
  if (caller.promisedAt === undefined) countAnswer(floor, caller)
  if (caller.promisedAt === undefined || tryToReach(floor, caller, person)) talk(floor, caller, person)
  if (people.length === 1) return
  letGo(floor, people)
  floor.round(floor.poolOf(caller))
}

function countAnswer(floor: Floor, caller: Caller) {
  const { findings, withinSeconds, now } = floor
  const seconds = (now.getTime() - caller.calledAt) / 1000
  for (const counts of caller.counts) {
    counts.answered++
    if (seconds <= withinSeconds) counts.inTime++
  }
  countWait(floor, caller, seconds, true)
  countIn(findings.waits, Math.round(seconds))
}

/** Somebody waits on the line no longer; whoever was promised a call waits on elsewhere, and the wait is not over. */
function countWait({ findings, rules }: Floor, caller: Caller, seconds: number, isOver: boolean) {
  for (const counts of caller.counts) {
    if (isOver && seconds > 0) counts.waited++
    if (isOver) counts.waitSeconds += seconds
    if (seconds > counts.longestSeconds) counts.longestSeconds = seconds
  }
  if (rules.widening && seconds >= rules.widening.provinceMinutes * 60) findings.toldProvince++
}

function talk(floor: Floor, caller: Caller, person: Counselor) {
  const load = floor.findings.load[person.number]!
  load.calls++
  load.busy += caller.talks
  person.needsRest = caller.highRisk && floor.rules.restMinutes > 0
  countFor(floor, person)
  caller.state = 'talking'
  person.state = 'talking'
  after(floor, Math.max(1, caller.talks), () => wrapUp(floor, person, 'call'))
}

/** Nobody took it: the caller waits on in the old place. `declined` is free again, `missed` is away. */
export function giveBack(floor: Floor, { caller, people }: Offer, how: 'declined' | 'missed' | 'rung'): void {
  caller.state = 'waiting'
  floor.poolOf(caller).waiting.set(caller.id, caller)
  const [person] = people
  if (how === 'rung') {
    letGo(floor, people)
    floor.round(floor.poolOf(caller))
  } else if (how === 'declined' && person) {
    if (caller.asked === nobody) caller.asked = new Set()
    caller.asked.add(person.id)
    haveTime(floor, person)
  } else if (person) {
    beAway(floor, person)
    floor.round(floor.poolOf(caller))
  }
}

/** How soon somebody takes an offer, in milliseconds; never after it has run out. */
export function pickUpAfter({ line, rules, habits }: Floor): number {
  return Math.min(around(line.habits.acceptSeconds, habits), rules.offerSeconds - 0.001) * 1000
}

/** Patience is over: whoever leaves a number keeps the place, anybody else is gone. */
function losePatience(floor: Floor, caller: Caller) {
  if (caller.state !== 'waiting' && caller.state !== 'offered') return
  const seconds = (floor.now.getTime() - caller.calledAt) / 1000
  const promised = promiseCallBack(floor, caller)
  countWait(floor, caller, seconds, !promised)
  if (promised) {
    for (const counts of caller.counts) counts.promised++
    return
  }
  for (const counts of caller.counts) counts.abandoned++
  const pool = floor.poolOf(caller)
  const bound = caller.state === 'offered' ? caller.offeredTo : []
  caller.state = 'gone'
  pool.waiting.delete(caller.id)
  if (bound.length === 0) return
  letGo(floor, bound)
  floor.round(pool)
}

/** One call more in this duty, and for seven days in the week, where the router looks at that. */
function countFor({ rules, timeline, now }: Floor, person: Counselor) {
  person.answeredInDuty++
  if (!rules.equalSeconds) return
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
