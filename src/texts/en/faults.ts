import type { FaultCode } from '../../domain/problem.ts'

/** What is wrong with one field, in a sentence; `limit` is the bound that was passed. */
export const faults: Record<FaultCode, (limit?: number) => string> = {
  missing: () => 'Please fill this in.',
  wrong_type: () => 'This is not the kind of value that belongs here.',
  too_short: limit => `Please use at least ${limit} characters.`,
  too_long: limit => `Please use at most ${limit} characters.`,
  too_small: limit => `Please give a number of at least ${limit}.`,
  too_large: limit => `Please give a number of at most ${limit}.`,
  not_in_list: () => 'Please choose one of the offered answers.',
  not_an_instant: () =>
    'Please give a date and time that exist, with an offset, as 2026-11-22T09:00:00+08:00.',
  not_a_day: () => 'Please give a day that exists, as 2026-11-22.',
  not_a_time: () => 'Please give a time of day, as 09:00.',
  not_an_address: () => 'This does not look like a mail address. Please check it.',
  not_a_phone_number: () => 'This does not look like a phone number. Please check it.',
  unreadable_characters: () =>
    'There are invisible characters here that cannot be kept. Please type it anew.',
  does_not_belong: () => 'This does not go together with the other answers.',
  ends_before_start: () => 'The end lies before the start.',
  span_too_long: limit => `Please choose at most ${limit} days.`,
  unknown_field: () => 'This field is not known here.',
}
