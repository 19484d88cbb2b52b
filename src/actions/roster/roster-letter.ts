import { and, desc, eq, isNotNull, isNull, type SQL } from 'drizzle-orm'
import { letters } from '../../db/schema/bookings.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import { dayAfter } from '../../domain/days.ts'
import { randomId } from '../../domain/random-id.ts'
import { localDay } from '../../domain/time.ts'
import { newMessageId } from '../letters/promise-letters.ts'

/** A member of staff who can be written to, with the language of the last letter to them. */
export type Reachable = { id: string; mail: string; locale: string }

/** The active people of a condition who have a mail address. */
export async function reachable({ db }: Pick<Deps, 'db'>, which: SQL): Promise<Reachable[]> {
  const found = await db
    .selectDistinctOn([people.id], { id: people.id, mail: people.mail, locale: letters.locale })
    .from(people)
    .leftJoin(letters, eq(letters.personId, people.id))
    .where(and(which, isNull(people.retiredAt), isNotNull(people.mail)))
    .orderBy(people.id, desc(letters.dueAt))
  return found.map(({ id, mail, locale }) => ({ id, mail: mail ?? '', locale: locale ?? 'zh-Hans' }))
}

/** What a letter to staff about a stretch of time tells. */
export type RosterLetterKind =
  | 'uncoveredHours'
  | 'coverageGap'
  | 'coverAsked'
  | 'coverFound'
  | 'swapAsked'
  | 'swapAccepted'
  | 'shiftReminder'
  | 'emergencyAsked'
  | 'emergencyOpened'

/** The row of `letters` about a stretch of the roster, due now; its address is sealed until the day after the stretch. */
export async function rosterLetter(
  deps: Deps,
  { id: personId, mail, locale }: Reachable,
  kind: RosterLetterKind,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
): Promise<typeof letters.$inferInsert> {
  const id = randomId(deps.random(16))
  const until = dayAfter(localDay(endsAt, deps.config.TIME_ZONE), 1)
  return {
    id,
    kind,
    locale,
    personId,
    startsAt,
    endsAt,
    toSealed: await deps.keys.seal(mail, until, { table: 'letters', row: id, column: 'to_sealed' }),
    messageId: newMessageId(deps.config, deps.random),
    dueAt: deps.now(),
  }
}
