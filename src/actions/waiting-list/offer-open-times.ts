import { and, asc, eq, gt, inArray, lt, lte, sql } from 'drizzle-orm'
import { advisoryKeys } from '../../db/advisory-keys.ts'
import { change, touch } from '../../db/change.ts'
import { acting, type Reader, type Transaction } from '../../db/connect.ts'
import { letters } from '../../db/schema/bookings.ts'
import { waitingEntries, waitingTimes } from '../../db/schema/waiting.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { randomId } from '../../domain/random-id.ts'
import { closedAgain, mostLetters, type Telling, tellings, turnMinutes } from '../../domain/waiting-list.ts'
import { newMessageId } from '../letters/promise-letters.ts'
import { mailPlace } from './join-waiting-list.ts'
import { openFor } from './open-for.ts'

/**
 * Promises a letter to whoever waits longest for a time that has opened since (canceled, or a new shift), and forgets
 * entries whose last day is over. Returns how many letters. Safe to repeat, on any number of machines at once.
 */
export async function offerOpenTimes(deps: Deps, actor: SystemActor): Promise<number> {
  const lookedAt = deps.now()
  const entries = await acting(deps.db, 'tick').select().from(waitingEntries)
  if (entries.length === 0) return 0
  if (entries.some(({ endsAt }) => endsAt <= lookedAt))
    await touch(deps, tx => tx.delete(waitingEntries).where(lte(waitingEntries.endsAt, lookedAt)))
  const open = await openFor(deps, entries)
  const looking = async (db: Reader | Transaction) => whatToTell(await inLine(db, lookedAt), open, lookedAt)
  const first = await looking(acting(deps.db, 'tick'))
  if (first.told.length === 0 && first.closed.length === 0) return 0

  return change(deps, actor, 'tell of open times', async tx => {
    await tx.execute(sql`select pg_advisory_xact_lock(${advisoryKeys.waitingList})`)
    const { told, closed, lines } = await looking(tx)
    for (const { entryId, times } of closed)
      await tx.delete(waitingTimes).where(
        and(
          eq(waitingTimes.entryId, entryId),
          inArray(waitingTimes.opensAt, times),
          // Another machine may have looked later than we did.
          lt(waitingTimes.knownAt, lookedAt),
        ),
      )
    for (const telling of told) {
      const line = lines.find(({ entry }) => entry.id === telling.entryId)
      if (line) await promiseLetter(deps, tx, line, telling)
    }
    return told.length
  })
}

type Entry = typeof waitingEntries.$inferSelect
type Line = { entry: Entry; known: (typeof waitingTimes.$inferSelect)[] }

async function inLine(db: Reader | Transaction, now: Date): Promise<Line[]> {
  const entries = await db
    .select()
    .from(waitingEntries)
    .where(gt(waitingEntries.endsAt, now))
    .orderBy(asc(waitingEntries.madeAt), asc(waitingEntries.id))
  const times = await db.select().from(waitingTimes)
  const byEntry = Map.groupBy(times, ({ entryId }) => entryId)
  return entries.map(entry => ({ entry, known: byEntry.get(entry.id) ?? [] }))
}

function whatToTell(lines: Line[], open: (wish: Entry) => number[], now: Date) {
  const since = now.getTime() - turnMinutes * 60_000
  const recent = lines
    .flatMap(({ known }) => known)
    .filter(({ told, knownAt }) => told && knownAt.getTime() > since)
  const waiting = lines.map(({ entry, known }) => ({
    id: entry.id,
    open: open(entry),
    known: new Set(known.map(({ opensAt }) => opensAt.getTime())),
    lettersPromised: entry.lettersPromised,
  }))
  const told = tellings(
    waiting.filter(({ lettersPromised }) => lettersPromised < mostLetters),
    new Set(recent.map(({ opensAt }) => opensAt.getTime())),
  )
  const closed = waiting
    .map(entry => ({ entryId: entry.id, times: closedAgain(entry).map(time => new Date(time)) }))
    .filter(({ times }) => times.length > 0)
  return { lines: lines.map(line => ({ ...line, open: open(line.entry) })), told, closed }
}

async function promiseLetter(
  deps: Deps,
  tx: Transaction,
  { entry, known, open }: Line & { open: number[] },
  telling: Telling,
) {
  const { keys, config, now, random } = deps
  const mail = await keys.open(entry.mailSealed, mailPlace(entry.id))
  const all = new Set([...known.map(({ opensAt }) => opensAt.getTime()), telling.opensAt])
  const news = open.filter(time => !all.has(time))
  await tx.insert(waitingTimes).values(
    [telling.opensAt, ...news].map(time => ({
      entryId: entry.id,
      opensAt: new Date(time),
      told: time === telling.opensAt,
      knownAt: now(),
    })),
  )
  const lettersPromised = entry.lettersPromised + 1
  const over = mail === undefined || lettersPromised >= mostLetters
  await tx
    .update(waitingEntries)
    .set({ lettersPromised: over ? mostLetters : lettersPromised, ...(over && { mailSealed: '' }) })
    .where(eq(waitingEntries.id, entry.id))
  if (mail === undefined) return
  const id = randomId(random(16))
  await tx.insert(letters).values({
    id,
    kind: 'timeOpened',
    locale: entry.locale,
    waitingEntryId: entry.id,
    startsAt: new Date(telling.opensAt),
    endsAt: new Date(telling.opensAt + config.SESSION_MINUTES * 60_000),
    toSealed: await keys.seal(mail, entry.forgetOn, { table: 'letters', row: id, column: 'to_sealed' }),
    messageId: newMessageId(config, random),
    dueAt: now(),
  })
}
