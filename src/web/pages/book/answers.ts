import type { BookingInput } from '../../../actions/bookings/make-booking.ts'
import type { Config } from '../../../config.ts'
import { type AgeBand, ageBands, isOneOf, type Mode, modes, type PageLocale } from '../../../domain/codes.ts'
import { parseInstant } from '../../../domain/instants.ts'
import { readMailAddress } from '../../../domain/mail-address.ts'
import { readPhoneNumber } from '../../../domain/phone-number.ts'
import type { Fault } from '../../../domain/problem.ts'
import { faultsOf } from '../../input.ts'
import { line } from '../../text-fields.ts'

const asked = ['ageBand', 'mode', 'withoutPartner', 'language', 'startsAt', 'phone', 'mail', 'note'] as const

/** What has been answered so far, as typed; '' where nothing was. It travels in hidden fields, never in an address. */
export type Answers = Record<(typeof asked)[number], string>

/** How many characters a note may have (code points). */
export const noteMost = 500

/** The answers in a form; of a repeated field the last, so that a hidden one yields to what was chosen. */
export function answersOf(typed: Record<string, string | string[]>): Answers {
  const answer = (name: string) => [typed[name] ?? ''].flat().at(-1) ?? ''
  const answers = Object.fromEntries(asked.map(name => [name, answer(name)])) as Answers
  return { ...answers, note: answers.note.replaceAll('\r\n', '\n').trim() }
}

/** The modes that can be chosen: a phone call needs a number, and of a child we keep none. */
export function modesFor({ ageBand }: Answers): readonly Mode[] {
  return ageBand === 'under_14' ? modes.filter(mode => mode !== 'phone') : modes
}

/** What is wrong or missing in the answers of one step; [] when it can be left. */
export const faultsAt = {
  expect: () => [],
  age: ({ ageBand }) => (isOneOf(ageBands, ageBand) ? [] : [{ field: 'ageBand', code: 'missing' }]),
  child: () => [],
  how: answers => (isOneOf(modesFor(answers), answers.mode) ? [] : [{ field: 'mode', code: 'missing' }]),
  language: ({ language }, config) =>
    config.LANGUAGES.includes(language) ? [] : [{ field: 'language', code: 'missing' }],
  when: ({ startsAt }) => (parseInstant(startsAt) ? [] : [{ field: 'startsAt', code: 'missing' }]),
  contact: ({ ageBand, mode, phone, mail }) => {
    if (ageBand === 'under_14') return []
    const faults: Fault[] = []
    if (mode === 'phone' && !phone) faults.push({ field: 'phone', code: 'missing' })
    if (phone && !readPhoneNumber(phone)) faults.push({ field: 'phone', code: 'not_a_phone_number' })
    if (mail && !readMailAddress(mail)) faults.push({ field: 'mail', code: 'not_an_address' })
    return faults
  },
  note: ({ note }) => {
    const read = line(noteMost).safeParse(note)
    return note === '' || read.success ? [] : faultsOf(read.error).map(fault => ({ ...fault, field: 'note' }))
  },
  check: () => [],
} satisfies Record<string, (answers: Answers, config: Config) => Fault[]>

/** The request that complete answers stand for; of a child under 14 no contact is passed on. */
export function bookingOf(answers: Answers, locale: PageLocale, requestKey: string): BookingInput {
  const child = answers.ageBand === 'under_14'
  const phone = child ? undefined : readPhoneNumber(answers.phone)
  const mail = child ? undefined : readMailAddress(answers.mail)
  return {
    startsAt: parseInstant(answers.startsAt) as Date,
    mode: answers.mode as Mode,
    language: answers.language,
    locale,
    ageBand: answers.ageBand as AgeBand,
    requestKey,
    ...((phone || mail) && { contact: { phone, mail } }),
    ...(answers.note && { note: answers.note }),
    ...(answers.withoutPartner && { withoutPartner: answers.withoutPartner }),
  }
}
