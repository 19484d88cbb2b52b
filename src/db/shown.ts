import { getTableColumns } from 'drizzle-orm'
import { bookings } from './schema/bookings.ts'
import { calls } from './schema/calls.ts'

const { contactSealed, draftSealed, callerTag, ...ofCalls } = getTableColumns(calls)
const { contactSealed: contact, noteSealed, draftSealed: draft, ...ofBookings } = getTableColumns(bookings)

/** What everybody may be shown of a call: all but what its caller left, and what was written of it (domain/walls.ts). */
export const callShown = ofCalls
export type ShownCall = Omit<typeof calls.$inferSelect, 'contactSealed' | 'draftSealed' | 'callerTag'>

/** The same of a booking. */
export const bookingShown = ofBookings
export type ShownBooking = Omit<typeof bookings.$inferSelect, 'contactSealed' | 'noteSealed' | 'draftSealed'>

/** A booking with what its caller left, for whoever may carry that along: the caller, and time itself, for letters. */
export const bookingWithContact = { ...bookingShown, contactSealed: contact, noteSealed }
export type BookingWithContact = Omit<typeof bookings.$inferSelect, 'draftSealed'>
