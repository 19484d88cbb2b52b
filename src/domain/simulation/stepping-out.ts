import { always, type Counselor } from './counselors.ts'
import { haveTime } from './duty.ts'
import { after, type Floor } from './floor.ts'

const minute = 60_000

/**
 * Plans when somebody on duty next leaves their page without saying so. It happens only while they have nothing in hand;
 * the router then sees what it sees in the product: a page that was last heard of at that moment.
 */
export function stepOut(floor: Floor, person: Counselor): void {
  const { share, minutes } = floor.line.habits.gone ?? { share: 0, minutes: 0 }
  if (share <= 0 || minutes <= 0) return
  const { stint } = person
  const there = (minutes * (1 - share)) / share
  after(floor, Math.max(1, floor.absences.exponential(there) * minute), () => {
    if (person.stint !== stint) return
    if (person.state === 'free' && !person.leaving) leave(floor, person, minutes)
    else stepOut(floor, person)
  })
}

function leave(floor: Floor, person: Counselor, minutes: number) {
  const since = floor.now.getTime()
  person.goneSince = since
  person.lastSeenAt = floor.now
  floor.findings.gone++
  after(floor, Math.max(1, floor.absences.exponential(minutes) * minute), () => {
    if (person.goneSince === since) comeBack(floor, person)
  })
}

/** Whoever missed an offer meanwhile says that they are back, a session that is due begins, and anybody else just goes on. */
function comeBack(floor: Floor, person: Counselor) {
  person.goneSince = null
  person.lastSeenAt = always
  stepOut(floor, person)
  const due = person.booked[0]
  const isDue = due !== undefined && due.startsAt <= floor.now.getTime()
  if (person.state === 'away' || (person.state === 'free' && isDue)) haveTime(floor, person)
  else if (person.state === 'free') floor.round(floor.poolOf(person))
}
