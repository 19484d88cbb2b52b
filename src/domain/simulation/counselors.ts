import type { OnDuty } from '../routing.ts'
import type { Dice } from './dice.ts'
import { hoursOf, type SimulatedLine } from './line.ts'

/** A booked session of a counselor, in milliseconds; `comes` unless it is a no-show. */
export type BookedSession = { startsAt: number; endsAt: number; comes: boolean }

/** A counselor on the virtual clock. */
export type Counselor = OnDuty & {
  number: number
  partner: number
  onDutySince: number
  /** The end of the shift. */
  onDutyUntil: number
  /** One higher with each time on duty, so that what was planned in an earlier one can be told. */
  stint: number
  leaving: boolean
  /** The call in hand has a high risk, and a rest follows. */
  needsRest: boolean
  answeredInDuty: number
  answeredInWeek: number
  /** Sessions of this time on duty that have not begun, in order. */
  booked: BookedSession[]
}

/** A time on duty of one counselor. */
export type Stint = { counselor: number; startsAt: number; endsAt: number; booked: BookedSession[] }

const hour = 3_600_000
const halfHour = hour / 2

/** Everybody who answers: as many as there are seats in all bands of a day, of the partners in turn. */
export function counselorsOf({ bands, partners }: SimulatedLine): Counselor[] {
  return Array.from({ length: peopleOf(bands) }, (_, number) => ({
    id: `p${1e6 + number}`,
    languages: ['zh'],
    state: 'away',
    idleSince: new Date(0),
    lastSeenAt: new Date(0),
    sessionAt: null,
    inSession: false,
    number,
    partner: number % partners,
    onDutySince: 0,
    onDutyUntil: 0,
    stint: 0,
    leaving: false,
    needsRest: false,
    answeredInDuty: 0,
    answeredInWeek: 0,
    restUntil: null,
    booked: [],
  }))
}

/** Who is on duty when on one day: each band has its seats, and people move on by one place a day, so that nights go round. */
export function stintsOf(line: SimulatedLine, day: number, dice: Dice): Stint[] {
  const { bands, sessions } = line
  const people = peopleOf(bands)
  let place = day
  return bands.flatMap(band =>
    Array.from({ length: band.seats }, () => {
      const startsAt = (day * 24 + band.fromHour) * hour
      const endsAt = startsAt + hoursOf(band) * hour
      const booked = bookedIn(startsAt, endsAt, sessions, dice)
      return { counselor: place++ % people, startsAt, endsAt, booked }
    }),
  )
}

function peopleOf(bands: SimulatedLine['bands']) {
  return bands.reduce((sum, { seats }) => sum + seats, 0)
}

/** Sessions on the half-hour grid, each in a place of its own, none in the first half hour; a part of one by chance. */
function bookedIn(
  from: number,
  to: number,
  { perShift, minutes, noShow }: SimulatedLine['sessions'],
  dice: Dice,
): BookedSession[] {
  const length = Math.ceil(minutes / 30)
  const places = Array.from(
    { length: Math.max(0, Math.floor(((to - from) / halfHour - 1) / length)) },
    (_, index) => from + halfHour * (1 + index * length),
  )
  const count = Math.min(places.length, Math.floor(perShift + dice.even()))
  const chosen: number[] = []
  while (chosen.length < count) chosen.push(...places.splice(Math.floor(dice.even() * places.length), 1))
  return chosen
    .sort((a, b) => a - b)
    .map(startsAt => ({ startsAt, endsAt: startsAt + minutes * 60_000, comes: dice.even() >= noShow }))
}
