import { and, eq, inArray, isNull, lte } from 'drizzle-orm'
import { touch } from '../../db/change.ts'
import { letters } from '../../db/schema/bookings.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { retryAt } from '../../domain/letter-times.ts'
import type { Sending } from '../../outside/mail.ts'
import { composeLetter, type LetterRow } from './compose-letter.ts'

const batch = 5
const mostInOneTick = 200
// Longer than any mail server is waited for; a machine that dies meanwhile is survived by it.
const leaseMinutes = 2

/**
 * Sends the letters that are due and says how many went. A letter is taken by moving its due time two minutes on, sent
 * without any lock held, then marked: on any number of machines none is lost, and one that dies between sending
 * and marking is sent again under the same Message-ID. Stops for this time once a letter has to wait.
 */
export async function sendLetters(deps: Deps, _actor: SystemActor): Promise<number> {
  let sent = 0
  for (let taken = 0; taken < mostInOneTick; taken += batch) {
    const due = await takeDue(deps)
    const fates = await allOrFirstFault(due.map(letter => sendOne(deps, letter)))
    sent += fates.filter(fate => fate === 'sent').length
    if (due.length < batch || fates.includes('later')) break
  }
  return sent
}

/** Waits for all of them, so that one that fails leaves no other half done. */
async function allOrFirstFault<T>(attempts: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(attempts)
  return Promise.all(attempts)
}

function takeDue(deps: Deps): Promise<LetterRow[]> {
  const now = deps.now()
  return touch(deps, async tx => {
    const due = await tx
      .select()
      .from(letters)
      .where(
        and(
          lte(letters.dueAt, now),
          isNull(letters.sentAt),
          isNull(letters.withdrawnAt),
          isNull(letters.refusedAt),
        ),
      )
      .orderBy(letters.dueAt)
      .limit(batch)
      .for('update', { skipLocked: true })
    const ids = due.map(({ id }) => id)
    const dueAt = new Date(now.getTime() + leaseMinutes * 60_000)
    if (ids.length > 0) await tx.update(letters).set({ dueAt }).where(inArray(letters.id, ids))
    return due
  })
}

async function sendOne(deps: Deps, row: LetterRow): Promise<Sending | 'withdrawn'> {
  const letter = isTooLate(row, deps.now()) ? undefined : await composeLetter(deps, row)
  const fate = letter ? await deps.mail.send(letter) : 'withdrawn'
  await mark(deps, row, fate)
  return fate
}

/** A letter about a time that has begun, or with a code that no longer holds, helps nobody. */
function isTooLate({ kind, bookingId, shiftId, startsAt, endsAt }: LetterRow, now: Date) {
  const end = (bookingId && kind !== 'cancellation') || shiftId ? startsAt : endsAt
  return end !== null && end <= now
}

async function mark(deps: Deps, { id, failedTries }: LetterRow, fate: Sending | 'withdrawn') {
  const now = deps.now()
  const tries = failedTries + 1
  // Once its fate is decided, nobody needs the address any more.
  const settled = { toSealed: '', secretSealed: null }
  const marks = {
    sent: { sentAt: now, ...settled },
    refused: { refusedAt: now, ...settled },
    withdrawn: { withdrawnAt: now, ...settled },
    later: { failedTries: tries, dueAt: retryAt(now, tries) },
  }
  await touch(deps, tx =>
    tx
      .update(letters)
      .set(marks[fate])
      .where(and(eq(letters.id, id), isNull(letters.sentAt))),
  )
}
