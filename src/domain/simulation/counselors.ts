import type { OnDuty, Standings } from '../routing-terms.ts'
import type { BookedSession } from './booked-sessions.ts'

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
  /** Since when they have left their page without a word; null while they are there. */
  goneSince: number | null
  /** The call in hand has a high risk, and a rest follows. */
  needsRest: boolean
  answeredInDuty: number
  answeredInWeek: number
  /** Sessions of this time on duty that have not begun, in order. */
  booked: BookedSession[]
}

/** A time on duty of one counselor. */
export type Stint = { counselor: number; startsAt: number; endsAt: number; booked: BookedSession[] }

/** When the page of somebody who is there was last seen: it is open, whatever the clock says. */
export const always = new Date(8_640_000_000_000_000)

/** A counselor who has not been on duty yet. */
export function newCounselor(
  number: number,
  partner: number,
  who: Standings & { id: string; languages: readonly string[] },
): Counselor {
  return {
    id: who.id,
    languages: who.languages,
    qualifications: who.qualifications,
    inForceUntil: who.inForceUntil,
    partnerId: who.partnerId,
    territory: who.territory,
    state: 'away',
    idleSince: new Date(0),
    lastSeenAt: always,
    sessionAt: null,
    inSession: false,
    number,
    partner,
    onDutySince: 0,
    onDutyUntil: 0,
    stint: 0,
    leaving: false,
    goneSince: null,
    needsRest: false,
    answeredInDuty: 0,
    answeredInWeek: 0,
    restUntil: null,
    booked: [],
  }
}
