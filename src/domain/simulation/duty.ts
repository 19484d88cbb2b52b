import type { BookedSession } from './booked-sessions.ts'
import { always, type Counselor, type Stint } from './counselors.ts'
import { after, around, type Floor } from './floor.ts'
import { stepOut } from './stepping-out.ts'

const minute = 60_000
/** A session that begins so late still counts as on time. */
const inTimeMinutes = 5

/** A shift begins; somebody who is still there from the one before just stays. */
export function comeOn(floor: Floor, person: Counselor, stint: Stint): void {
  const pool = floor.poolOf(person)
  const stays = pool.people.includes(person)
  const number = ++person.stint
  person.leaving = false
  person.onDutyUntil = stint.endsAt
  for (const session of stint.booked) takeOn(floor, person, session)
  person.booked.sort((a, b) => a.startsAt - b.startsAt)
  person.sessionAt = person.inSession ? person.sessionAt : nextSession(person)
  if (person.goneSince === null) stepOut(floor, person)
  floor.timeline.plan(stint.endsAt, () => {
    if (person.stint === number) leaveWhenDone(floor, person)
  })
  if (stays && person.state !== 'away') return
  if (!stays) {
    person.onDutySince = floor.now.getTime()
    person.answeredInDuty = 0
    pool.people.push(person)
  }
  // Whoever declined may be asked again in a new time on duty.
  for (const caller of pool.waiting.values()) caller.asked.delete(person.id)
  haveTime(floor, person)
}

/** A shift begins for which nobody has come: whoever has booked in it comes in vain. */
export function stayAway({ findings }: Floor, { booked }: Stint): void {
  findings.absent++
  for (const { comes, canceledAt } of booked) {
    if (canceledAt !== undefined) findings.sessions.canceled++
    else if (comes) findings.sessions.lost++
    else findings.sessions.noShow++
  }
}

function takeOn(floor: Floor, person: Counselor, session: BookedSession) {
  const { canceledAt } = session
  if (canceledAt !== undefined && canceledAt <= floor.now.getTime()) {
    floor.findings.sessions.canceled++
    return
  }
  person.booked.push(session)
  floor.announce(person, session)
  if (canceledAt !== undefined) floor.timeline.plan(canceledAt, () => cancel(floor, session))
}

/** A canceled session's minutes go back to the line at once, whoever holds it by then. */
function cancel(floor: Floor, session: BookedSession) {
  const person = floor.staff[session.holder]!
  if (!person.booked.includes(session)) return
  person.booked = person.booked.filter(one => one !== session)
  floor.findings.sessions.canceled++
  if (person.inSession) return
  person.sessionAt = nextSession(person)
  floor.round(floor.poolOf(person))
}

/** Nothing is in hand any more: a session that is due begins, somebody whose shift is over goes home, anyone else is free. */
export function haveTime(floor: Floor, person: Counselor): void {
  // Whoever is not there neither begins a session nor comes back from being away.
  if (person.goneSince !== null && !person.leaving) return
  const due = person.booked[0]
  if (due && due.startsAt <= floor.now.getTime()) {
    person.booked.shift()
    if (begin(floor, person, due)) return
    haveTime(floor, person)
    return
  }
  if (person.leaving) {
    goHome(floor, person)
    return
  }
  person.state = 'free'
  person.idleSince = floor.now
  floor.round(floor.poolOf(person))
}

/** An offer ran out: away until they notice. */
export function beAway(floor: Floor, person: Counselor): void {
  const { stint } = person
  person.state = 'away'
  after(floor, floor.habits.exponential(floor.line.habits.awayMinutes) * minute, () => {
    if (person.state === 'away' && person.stint === stint) haveTime(floor, person)
  })
}

/** Writes up a call, or a session (which is no call that runs into the next), then has time again. */
export function wrapUp(floor: Floor, person: Counselor, what: 'call' | 'session'): void {
  const takes = around(floor.line.habits.wrapUpMinutes * minute, floor.habits)
  person.state = what === 'call' ? 'wrap_up' : 'break'
  floor.findings.load[person.number]!.busy += takes
  after(floor, takes, () => {
    if (person.needsRest) rest(floor, person)
    haveTime(floor, person)
  })
}

/** Rests after a high risk: the router keeps calls away until then, and is asked anew at that moment. */
function rest(floor: Floor, person: Counselor) {
  person.needsRest = false
  person.restUntil = new Date(floor.now.getTime() + floor.rules.restMinutes * minute)
  after(floor, floor.rules.restMinutes * minute, () => floor.round(floor.poolOf(person)))
}

/** The time until now of everybody still on duty goes into the books. */
export function goHome({ findings, poolOf, now }: Floor, person: Counselor): void {
  findings.load[person.number]!.onDuty += now.getTime() - person.onDutySince
  person.state = 'away'
  person.leaving = false
  person.goneSince = null
  person.lastSeenAt = always
  person.stint++
  const { people } = poolOf(person)
  people.splice(people.indexOf(person), 1)
}

function leaveWhenDone(floor: Floor, person: Counselor) {
  person.leaving = true
  if (person.state === 'free' || person.state === 'away') haveTime(floor, person)
}

/** A session begins now, or when what is in hand is over. */
export function callToSession(floor: Floor, person: Counselor, session: BookedSession) {
  const reachable = person.state === 'free' || person.state === 'away'
  if (reachable && person.booked.includes(session)) haveTime(floor, person)
}

/** Begins a session, unless whoever booked it has given up by now. */
function begin(floor: Floor, person: Counselor, session: BookedSession): boolean {
  const { noShowMinutes, lateMinutes } = floor.line.sessions
  const now = floor.now.getTime()
  const late = now - session.startsAt
  const { sessions, load } = floor.findings
  if (!session.comes) sessions.noShow++
  else if (late > lateMinutes * minute) sessions.lost++
  else if (late > inTimeMinutes * minute) sessions.late++
  else sessions.onTime++
  const until = session.comes ? session.endsAt : session.startsAt + noShowMinutes * minute
  if (late > lateMinutes * minute || until <= now) {
    person.sessionAt = nextSession(person)
    return false
  }
  person.inSession = true
  person.sessionAt = new Date(session.startsAt)
  person.state = session.comes ? 'talking' : 'break'
  if (session.comes) load[person.number]!.busy += until - now
  after(floor, until - now, () => {
    person.inSession = false
    person.sessionAt = nextSession(person)
    if (session.comes) wrapUp(floor, person, 'session')
    else haveTime(floor, person)
  })
  return true
}

/** When the next session begins that has not begun, as the router sees it. */
export function nextSession({ booked }: Counselor): Date | null {
  return booked[0] ? new Date(booked[0].startsAt) : null
}
