/**
 * What operations counts are made of; one tally each time it happens, placed at the instant in brackets.
 * A call's tallies all stand at its arrival, so that an hour's answered never exceed its received.
 */
export const measures = [
  /** a call arrived on a line or was typed in (its arrival) */
  'call_received',
  /** a counselor accepted it, with the seconds it waited (its arrival) */
  'call_answered',
  /** the caller hung up while waiting, with the seconds it waited (its arrival) */
  'call_abandoned',
  /** a call was closed, with the seconds from answer to close as its amount, for typical waits alone (its arrival) */
  'call_handled',
  /** a call-back was promised (when promised) */
  'callback_promised',
  /** a counselor called back (when promised) */
  'callback_kept',
  /** a booking was made (when made) */
  'booking_made',
  /** a booking was canceled (when canceled) */
  'booking_canceled',
  /** a session was held (its start) */
  'session_held',
  /** people helped, as recorded in an outcome (arrival of the call, start of the session) */
  'people_helped',
  /** an outreach session was held (its start) */
  'outreach_session',
  /** people reached by an outreach session (its start) */
  'audience',
  /** the outcome of a contact could never be opened again, and is in no release (the first moment of its day) */
  'outcome_lost',
] as const
export type Measure = (typeof measures)[number]
