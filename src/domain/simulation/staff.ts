import type { Interval } from '../intervals.ts'
import type { PlannedPerson } from '../planned-people.ts'
import { type Qualification, qualifications } from '../routing-terms.ts'
import { bookedSessions, drawnSessions } from './booked-sessions.ts'
import { type Counselor, newCounselor, type Stint } from './counselors.ts'
import { type Dice, diceOf } from './dice.ts'
import { bandPartnerId, hoursOf, type SimulatedLine } from './line.ts'
import type { PartnerShare } from './mix.ts'

/** Whoever answers a line: the people, their partners, and who is on duty when from one day to the next. */
export type Staff = {
  people: Counselor[]
  partners: PartnerShare[]
  stintsOf: (day: number, dice: Dice) => Stint[]
}

const hour = 3_600_000

/** The people of a roster, or as many as there are seats in all bands of a day. */
export function staffOf(line: SimulatedLine, seed: number): Staff {
  const leaving = diceOf(seed, 5)
  return line.roster ? rosteredStaff(line, line.roster, leaving) : bandedStaff(line, leaving)
}

/** Each band has its seats, and people move on by one place a day, so that nights go round. */
function bandedStaff(line: SimulatedLine, leaving: Dice): Staff {
  const { bands, partners, skills = {} } = line
  const count = bands.reduce((sum, { seats }) => sum + seats, 0)
  const people = Array.from({ length: count }, (_, number) => {
    const held = (code: Qualification, place: number) =>
      has(skills.qualifications?.[code] ?? 1, number, place)
    return newCounselor(number, number % partners, {
      id: `p${1e6 + number}`,
      languages: [
        'zh',
        ...Object.entries(skills.languages ?? {})
          .filter(([, share], place) => has(share, number, 2 + place))
          .map(([code]) => code),
      ],
      qualifications: skills.qualifications && qualifications.filter(held),
      partnerId: bandPartnerId(number % partners),
      territory: skills.places?.[number % skills.places.length] ?? null,
    })
  })
  const ids = Array.from({ length: partners }, (_, place) => bandPartnerId(place))
  const stintsOf = (day: number, dice: Dice) => {
    let place = day
    return bands.flatMap(band =>
      Array.from({ length: band.seats }, () => {
        const startsAt = (day * 24 + band.fromHour) * hour
        const time = { startsAt, endsAt: startsAt + hoursOf(band) * hour }
        return stintOf(people[place++ % count]!, time, [], line, { dice, leaving, ids })
      }),
    )
  }
  const share = 1 / partners
  return {
    people,
    partners: ids.map(id => ({ id, share })),
    stintsOf,
  }
}

/** Shifts and booked sessions as planned; further sessions are drawn as for any line. */
function rosteredStaff(line: SimulatedLine, roster: readonly PlannedPerson[], leaving: Dice): Staff {
  const ids = [...new Set(roster.map(({ partnerId }) => partnerId ?? ''))].sort()
  const lengthOf = (shifts: readonly Interval[]) =>
    shifts.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0)
  const whole = lengthOf(roster.flatMap(({ shifts }) => shifts))
  const partners = ids.map(id => ({
    id,
    share:
      lengthOf(roster.filter(one => (one.partnerId ?? '') === id).flatMap(({ shifts }) => shifts)) / whole,
  }))
  const people = roster.map((person, number) =>
    newCounselor(number, ids.indexOf(person.partnerId ?? ''), person),
  )
  const shifts = roster.flatMap((person, number) =>
    person.shifts.map(shift => ({ shift, number, sessions: person.sessions.filter(isWithin(shift)) })),
  )
  // Whoever has come before the first day is there at its beginning.
  const byDay = Map.groupBy(shifts, ({ shift }) => Math.max(0, Math.floor(shift.startsAt / (24 * hour))))
  const stintsOf = (day: number, dice: Dice) =>
    (byDay.get(day) ?? []).map(({ shift, number, sessions }) =>
      stintOf(people[number]!, { ...shift, startsAt: Math.max(0, shift.startsAt) }, sessions, line, {
        dice,
        leaving,
        ids,
      }),
    )
  return { people, partners, stintsOf }
}

function stintOf(
  { number, languages, partnerId }: Counselor,
  time: Interval,
  booked: readonly Interval[],
  { sessions, callers }: SimulatedLine,
  { dice, leaving, ids }: { dice: Dice; leaving: Dice; ids: readonly string[] },
): Stint {
  const times = [...booked, ...drawnSessions(time, booked, sessions, dice)]
  const share = callers.mix?.leavesOut ?? 0
  const others = ids.filter(id => id !== '' && id !== partnerId)
  // Nobody is booked with somebody whom they left out; so it is one of the others, and matters when a session is handed on.
  const leftOut = () =>
    others.length > 0 && share > 0 && leaving.even() < share
      ? (others[Math.floor(leaving.even() * others.length)] ?? null)
      : null
  const whose = { holder: number, language: languages[0] ?? 'zh', leftOut }
  return { counselor: number, ...time, booked: bookedSessions(times, whose, sessions, dice) }
}

function isWithin(shift: Interval) {
  return (one: Interval) => one.startsAt >= Math.max(0, shift.startsAt) && one.startsAt < shift.endsAt
}

/** Whether one of many has something that this share of them has: evenly spread, whatever the order, each thing for itself. */
function has(share: number, number: number, what: number) {
  return (number * 0.618_033_988_75 + what * 0.381_966 * 1.7) % 1 < share
}
