import type { BookingInput, BookingMade } from '../../../actions/bookings/make-booking.ts'

/** What was wished for and typed so far. */
export type ForCaller = Record<
  'who' | 'day' | 'mode' | 'language' | 'ageBand' | 'withoutPartner' | 'startsAt' | 'phone',
  string
>

/** Where somebody of staff books for a caller. */
export type Desk = {
  /** The address of the page, which takes its forms. */
  action: string
  back: '/calls' | '/queue'
  /** The counselor whose contact it is; undefined for those who only pick up the telephone. */
  mine?: { personId: string; withoutPartner?: string }
  /** What the contact says already, until something else is chosen. */
  known?: Partial<ForCaller>
  book(wanted: BookingInput, typed: ForCaller): Promise<BookingMade>
}
