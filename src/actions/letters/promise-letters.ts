import { type SQL, sql } from 'drizzle-orm'
import { atEnd, type Transaction } from '../../db/connect.ts'
import { letters } from '../../db/schema/bookings.ts'
import type { Deps } from '../../deps.ts'
import type { PageLocale } from '../../domain/codes.ts'
import { forgetOn } from '../../domain/kept-until.ts'
import { reminderAt } from '../../domain/letter-times.ts'
import { readMailbox } from '../../domain/mail-address.ts'
import { randomId } from '../../domain/random-id.ts'

/** The letters that a caller may get. */
export type CallerLetterKind = 'confirmation' | 'reminder' | 'cancellation' | 'moved' | 'delayed'

/** The booking that a letter is about. */
export type LetterBooking = { id: string; startsAt: Date; endsAt: Date; locale: PageLocale; sequence: number }

/** What a caller is told of; the reminder goes with it. */
type Told = { kind: Exclude<CallerLetterKind, 'reminder'>; booking: LetterBooking }

type Preparing = Pick<Deps, 'now' | 'random' | 'keys' | 'config'>

/** A letter as it is kept until it is sent. */
export type PromisedLetter = Awaited<ReturnType<typeof letter>>

/**
 * Prepares a letter to a caller and, unless it tells of an end, the reminder that goes with it; the returned function
 * writes them into the transaction of what they tell of. Without an address, nothing.
 */
export async function promiseLetters(
  deps: Preparing,
  to: string | undefined,
  told: Told,
): Promise<(tx: Transaction) => Promise<void>> {
  const values = await preparedLetters(deps, to, told)
  return async tx => {
    if (values.length > 0) atEnd(tx, tx.insert(letters).values(values))
  }
}

/** The letters that `promiseLetters` would write, for a statement that writes them with what they tell of. */
export async function preparedLetters(
  deps: Preparing,
  to: string | undefined,
  { kind, booking }: Told,
): Promise<PromisedLetter[]> {
  if (!to) return []
  const now = deps.now()
  const remindAt =
    kind === 'cancellation' || kind === 'delayed' ? undefined : reminderAt(booking.startsAt, now)
  const promised = [letter(deps, to, kind, booking, now)]
  if (remindAt) promised.push(letter(deps, to, 'reminder', booking, remindAt))
  return Promise.all(promised)
}

/**
 * The part of a statement that writes letters, from their list as JSON, where the condition holds (a query that has a
 * row then).
 */
export function lettersWritten(list: SQL, where: SQL): SQL {
  return sql`insert into ${letters} (id, kind, locale, booking_id, sequence, starts_at, ends_at, to_sealed, message_id, due_at)
    select l.id, l.kind, l.locale, l."bookingId", l.sequence, l."startsAt", l."endsAt", l."toSealed", l."messageId", l."dueAt"
    from json_to_recordset(${list}::json) as l(id uuid, kind text, locale text, "bookingId" uuid, sequence int,
        "startsAt" timestamptz, "endsAt" timestamptz, "toSealed" text, "messageId" text, "dueAt" timestamptz)
    where exists (${where})`
}

async function letter(
  { random, keys, config }: Pick<Deps, 'random' | 'keys' | 'config'>,
  to: string,
  kind: CallerLetterKind,
  { id: bookingId, startsAt, endsAt, locale, sequence }: LetterBooking,
  dueAt: Date,
) {
  const id = randomId(random(16))
  const place = { table: 'letters', row: id, column: 'to_sealed' }
  return {
    id,
    kind,
    locale,
    bookingId,
    sequence,
    startsAt,
    endsAt,
    toSealed: await keys.seal(to, forgetOn(config, endsAt), place),
    messageId: newMessageId(config, random),
    dueAt,
  }
}

/** A Message-ID that tells nothing, at the domain of the sender; a letter keeps it however often it is tried. */
export function newMessageId(config: Pick<Deps['config'], 'MAIL_FROM'>, random: Deps['random']): string {
  const host = readMailbox(config.MAIL_FROM)?.address.split('@')[1] ?? 'localhost.localdomain'
  return `<${randomId(random(16))}@${host}>`
}
