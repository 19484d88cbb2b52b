import { and, eq, isNull } from 'drizzle-orm'
import type { letters } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { partners, people } from '../../db/schema/people.ts'
import { waitingEntries } from '../../db/schema/waiting.ts'
import type { Deps } from '../../deps.ts'
import { isOneOf, localeSegments, type PageLocale } from '../../domain/codes.ts'
import { readMailbox } from '../../domain/mail-address.ts'
import { formatCalendarDay, formatMoment, formatSpan } from '../../domain/time-words.ts'
import { calendarFile } from '../../outside/calendar.ts'
import type { Letter } from '../../outside/mail.ts'
import { textsOf } from '../../texts/texts.ts'

/** A row of `letters`. */
export type LetterRow = typeof letters.$inferSelect

const toCoordinators = ['uncoveredHours', 'coverageGap'] as const
const rosterLetters = [
  ...toCoordinators,
  'coverAsked',
  'coverFound',
  'swapAsked',
  'swapAccepted',
  'shiftReminder',
  'emergencyAsked',
  'emergencyOpened',
] as const

type Composing = Pick<Deps, 'db' | 'now' | 'keys' | 'config'>

/** The letter of a row, in its words; undefined when its address or what it carries has been forgotten, as promised. */
export async function composeLetter(deps: Composing, row: LetterRow): Promise<Letter | undefined> {
  const to = await opened(deps, row, 'to_sealed', row.toSealed)
  if (!to) return undefined
  const words = await wordsOf(deps, row, to)
  return words && { messageId: row.messageId, to, ...words }
}

function wordsOf(deps: Composing, row: LetterRow, to: string) {
  if (row.bookingId) return wordsToCaller(deps, row, to)
  return row.waitingEntryId ? openedWords(deps, row, row.waitingEntryId) : wordsToStaff(deps, row)
}

/** To somebody who waits for a time; none once that time has begun. */
async function openedWords({ db, now, config }: Composing, row: LetterRow, entryId: string) {
  const { startsAt, endsAt } = row
  const [entry] = await db
    .select({ forgetOn: waitingEntries.forgetOn })
    .from(waitingEntries)
    .where(eq(waitingEntries.id, entryId))
  if (!entry || !startsAt || !endsAt || startsAt <= now()) return undefined
  const locale = row.locale as PageLocale
  return textsOf(locale).waiting.letters.timeOpened({
    when: formatSpan(startsAt, endsAt, config.TIME_ZONE, locale),
    address: `${config.PUBLIC_URL}/${localeSegments[locale]}/book`,
    until: formatCalendarDay(entry.forgetOn, locale),
  })
}

async function wordsToCaller({ config, keys, now }: Composing, row: LetterRow, to: string) {
  const { kind, startsAt, endsAt, sequence } = row
  if (!startsAt || !endsAt) return undefined
  if (kind === 'delayed') return delayedWords(config, row.locale as PageLocale, { startsAt, endsAt })
  if (kind !== 'confirmation' && kind !== 'reminder' && kind !== 'cancellation' && kind !== 'moved')
    return undefined
  const locale = row.locale as PageLocale
  const { letters: texts } = textsOf(locale)
  const address = callerAddress(config, locale)
  const words = texts[kind]({ when: formatSpan(startsAt, endsAt, config.TIME_ZONE, locale), address })
  if (kind === 'reminder') return words
  const organizer = readMailbox(config.MAIL_FROM) ?? { name: '', address: config.MAIL_FROM }
  const uid = (await keys.tag('calendar', row.bookingId ?? '')).slice(0, 32)
  const calendar = calendarFile({
    uid: `${uid}@${organizer.address.split('@')[1]}`,
    startsAt,
    endsAt,
    summary: texts.calendar.summary,
    description: texts.calendar.description({ address }),
    canceled: kind === 'cancellation',
    sequence,
    stamp: now(),
    organizer,
    attendee: to,
  })
  return { ...words, calendar }
}

function delayedWords(config: Deps['config'], locale: PageLocale, time: { startsAt: Date; endsAt: Date }) {
  const when = formatSpan(time.startsAt, time.endsAt, config.TIME_ZONE, locale)
  return textsOf(locale).waiting.letters.delayed({ when, address: callerAddress(config, locale) })
}

async function wordsToStaff(deps: Composing, row: LetterRow) {
  const { config } = deps
  const locale = row.locale as PageLocale
  const { letters: texts } = textsOf(locale)
  const endsAt = row.endsAt ?? deps.now()
  if (row.kind === 'signInCode') {
    const code = await opened(deps, row, 'secret_sealed', row.secretSealed)
    const minutes = Math.max(1, Math.round((endsAt.getTime() - deps.now().getTime()) / 60_000))
    return code ? texts.signInCode({ service: config.SERVICE_NAME, code, minutes }) : undefined
  }
  if (isOneOf(rosterLetters, row.kind)) {
    if (row.shiftId && !(await isStillPlanned(deps, row.shiftId))) return undefined
    return texts[row.kind]({
      service: config.SERVICE_NAME,
      when: formatSpan(row.startsAt ?? endsAt, endsAt, config.TIME_ZONE, locale),
      address: `${config.PUBLIC_URL}${pageFor(row.kind)}`,
    })
  }
  if (row.kind === 'recovered')
    return textsOf(locale).account.letters.recovered({
      service: config.SERVICE_NAME,
      address: `${config.PUBLIC_URL}/account`,
    })
  if (row.kind !== 'invitation') return undefined
  const code = await opened(deps, row, 'secret_sealed', row.secretSealed)
  if (!code) return undefined
  return texts.invitation({
    code,
    service: config.SERVICE_NAME,
    partner: (await partnerName(deps, row.personId)) ?? config.SERVICE_NAME,
    address: `${config.PUBLIC_URL}/sign-in/code`,
    until: formatMoment(endsAt, config.TIME_ZONE, locale),
  })
}

/** The page on which somebody of staff acts on a letter. */
function pageFor(kind: (typeof rosterLetters)[number]) {
  if (isOneOf(toCoordinators, kind)) return '/shifts'
  if (kind === 'emergencyAsked') return '/emergency-access'
  return kind === 'emergencyOpened' ? '/queue' : '/my-shifts'
}

/** The page where a caller looks at, moves or cancels a booking with the return code. */
function callerAddress({ PUBLIC_URL }: Pick<Deps['config'], 'PUBLIC_URL'>, locale: PageLocale) {
  return `${PUBLIC_URL}/${localeSegments[locale]}/booking`
}

async function opened({ keys }: Pick<Deps, 'keys'>, row: LetterRow, column: string, sealed: string | null) {
  return sealed ? keys.open(sealed, { table: 'letters', row: row.id, column }) : undefined
}

/** A shift that was canceled or has changed hands since is nothing to be reminded of. */
async function isStillPlanned({ db }: Pick<Deps, 'db'>, shiftId: string) {
  const [shift] = await db
    .select({ id: shifts.id })
    .from(shifts)
    .where(and(eq(shifts.id, shiftId), isNull(shifts.canceledAt)))
  return shift !== undefined
}

async function partnerName({ db }: Pick<Deps, 'db'>, personId: string | null) {
  if (!personId) return undefined
  const [found] = await db
    .select({ name: partners.name })
    .from(people)
    .innerJoin(partners, eq(partners.id, people.partnerId))
    .where(eq(people.id, personId))
  return found?.name
}
