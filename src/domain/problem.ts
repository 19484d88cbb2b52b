/** Every way in which Heartline refuses, with the HTTP status that it answers. */
export const problemStatus = {
  invalid_input: 400,
  form_expired: 400,
  request_reused: 422,
  event_unknown: 422,
  signed_out: 401,
  line_unknown: 401,
  sign_in_code_wrong: 403,
  recovery_code_needed: 403,
  recovery_code_wrong: 403,
  app_code_wrong: 403,
  passkey_refused: 403,
  presence_needed: 403,
  set_up_first: 403,
  second_person_needed: 403,
  forbidden: 403,
  not_found: 404,
  return_code_unknown: 404,
  slot_taken: 409,
  slot_too_soon: 409,
  slot_not_open: 409,
  booking_over: 409,
  already_canceled: 409,
  call_gone: 409,
  not_on_duty: 409,
  still_in_contact: 409,
  already_closed: 409,
  session_not_started: 409,
  emergency_not_allowed: 409,
  emergency_refused: 409,
  emergency_settled: 409,
  emergency_over: 409,
  shift_overlaps: 409,
  shift_has_bookings: 409,
  shift_ends_before_it_starts: 422,
  shift_in_clock_change: 422,
  shift_gone: 409,
  cover_not_possible: 409,
  person_retired: 409,
  person_in_contact: 409,
  not_oneself: 409,
  last_way_in: 409,
  mail_taken: 409,
  handle_taken: 409,
  outreach_code_taken: 409,
  contact_needed: 422,
  contact_of_a_child: 422,
  contact_forgotten: 410,
  too_large: 413,
  too_many: 429,
  try_later: 429,
  work_needed: 428,
  overloaded: 503,
  database_lost: 503,
  keys_lost: 503,
  internal: 500,
} as const

export type ProblemCode = keyof typeof problemStatus

/** What is wrong with one field of what was sent; the sentence is looked up by `code`. */
export type Fault = { field: string; code: FaultCode; limit?: number }

export const faultCodes = [
  'missing',
  'wrong_type',
  'too_short',
  'too_long',
  'too_small',
  'too_large',
  'not_in_list',
  'not_an_instant',
  'not_a_day',
  'not_a_time',
  'not_an_address',
  'not_a_phone_number',
  'unreadable_characters',
  'does_not_belong',
  'ends_before_start',
  'span_too_long',
  'unknown_field',
] as const
export type FaultCode = (typeof faultCodes)[number]

/** A refusal that people can act on: a code from the closed list, and what to mend. */
export class Problem extends Error {
  override name = 'Problem'
  constructor(
    readonly code: ProblemCode,
    readonly more: {
      faults?: Fault[]
      openTimes?: { startsAt: string; endsAt: string }[]
      /** From when on it may be tried again. */
      until?: Date
      puzzle?: string
    } = {},
  ) {
    super(code)
  }
  get status() {
    return problemStatus[this.code]
  }
}
