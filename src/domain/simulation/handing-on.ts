import { makeWayMinutes } from '../make-way-minutes.ts'
import type { BookedSession } from './booked-sessions.ts'
import type { Counselor } from './counselors.ts'
import { callToSession, nextSession } from './duty.ts'
import { after, type Floor } from './floor.ts'

const minute = 60_000

/**
 * Looks from five minutes before a session, every minute until it begins, whether a call has run into it, and hands it
 * on to whoever is free longest, of its language, there until its end and not booked in it; where there is nobody, the
 * caller is told, once, before it begins: what the product does each time it looks.
 */
export function watchOver(floor: Floor, person: Counselor, session: BookedSession): void {
  const first = session.startsAt - makeWayMinutes * minute
  floor.timeline.plan(first, () => look(floor, person, session, false))
}

function look(floor: Floor, person: Counselor, session: BookedSession, told: boolean) {
  const isOver = session.startsAt <= floor.now.getTime() || !person.booked.includes(session)
  if (isOver) return
  const inCall = person.state === 'talking' || person.state === 'wrap_up'
  const inTheWay = inCall && !person.inSession
  if (inTheWay) {
    const free = whoIsFree(floor, person, session)
    if (free) {
      handOn(floor, person, free, session)
      return
    }
    if (!told) floor.findings.sessions.told++
  }
  after(floor, minute, () => look(floor, person, session, told || inTheWay))
}

function whoIsFree(floor: Floor, person: Counselor, { startsAt, endsAt, language }: BookedSession) {
  const couldHold = (one: Counselor) =>
    one.state === 'free' &&
    one.languages.includes(language) &&
    one.onDutyUntil >= endsAt &&
    one.booked.every(other => other.endsAt <= startsAt || other.startsAt >= endsAt)
  return floor
    .poolOf(person)
    .people.filter(couldHold)
    .sort((a, b) => a.idleSince.getTime() - b.idleSince.getTime())[0]
}

function handOn(floor: Floor, from: Counselor, to: Counselor, session: BookedSession) {
  session.holder = to.number
  from.booked = from.booked.filter(one => one !== session)
  from.sessionAt = nextSession(from)
  to.booked = [...to.booked, session].sort((a, b) => a.startsAt - b.startsAt)
  to.sessionAt = nextSession(to)
  floor.findings.sessions.handedOn++
  floor.timeline.plan(session.startsAt, () => callToSession(floor, to, session))
}
