import { makeWayMinutes } from '../make-way-minutes.ts'
import { mayBeOffered } from '../routing.ts'
import { byPreference } from '../routing-people.ts'
import type { BookedSession } from './booked-sessions.ts'
import { nobody } from './callers.ts'
import type { Counselor } from './counselors.ts'
import { callToSession, nextSession } from './duty.ts'
import { after, type Floor } from './floor.ts'

const minute = 60_000

/**
 * Looks from five minutes before a session, every minute until it begins, whether a call has run into it, and hands it
 * on to somebody else; where there is nobody, the caller is told, once, before it begins: what the product does each
 * time it looks.
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

/** Of those who are there until its end and not booked in it, the first whom routing lets have a contact of its language now. */
function whoIsFree(
  floor: Floor,
  person: Counselor,
  { startsAt, endsAt, language, withoutPartner }: BookedSession,
) {
  const { rules, now } = floor
  const contact = { id: 'session', arrivedAt: now, language, withoutPartner, asked: nobody }
  const couldHold = (one: Counselor) =>
    one.onDutyUntil >= endsAt &&
    one.booked.every(other => other.endsAt <= startsAt || other.startsAt >= endsAt) &&
    mayBeOffered(contact, one, rules, now)
  return floor
    .poolOf(person)
    .people.filter(couldHold)
    .sort((a, b) => byPreference(a, b, rules))[0]
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
