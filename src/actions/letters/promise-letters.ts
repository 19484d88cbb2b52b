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

/**
 * Prepares a letter to a caller and, unless it tells of an end, the reminder that goes with it; the returned function
 * writes them into the transaction of what they tell of. Without an address, nothing.
 */
export async function promiseLetters(
  deps: Pick<Deps, 'now' | 'random' | 'keys' | 'config'>,
  to: string | undefined,
  { kind, booking }: { kind: Exclude<CallerLetterKind, 'reminder'>; booking: LetterBooking },
): Promise<(tx: Transaction) => Promise<void>> {
  if (!to) return async () => {}
  const now = deps.now()
  const remindAt =
    kind === 'cancellation' || kind === 'delayed' ? undefined : reminderAt(booking.startsAt, now)
  const promised = [letter(deps, to, kind, booking, now)]
  if (remindAt) promised.push(letter(deps, to, 'reminder', booking, remindAt))
  const values = await Promise.all(promised)
  return async tx => {
    atEnd(tx, tx.insert(letters).values(values))
  }
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
