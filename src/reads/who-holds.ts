import { and, eq } from 'drizzle-orm'
import { referenceTag } from '../db/reference-tag.ts'
import { bookings } from '../db/schema/bookings.ts'
import { calls, offers } from '../db/schema/calls.ts'
import { people } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'

type Db = Pick<Deps, 'db'>
type Tagged = Pick<Deps, 'db' | 'keys'>

/** Who has the live offer of the call that a line knows under this reference. */
export async function holderOfOffer({ db, keys }: Tagged, line: string, reference: string) {
  const tag = await referenceTag({ keys }, line, reference)
  const [found] = await db
    .select({ id: offers.id, handle: people.handle })
    .from(offers)
    .innerJoin(calls, eq(calls.id, offers.callId))
    .innerJoin(people, eq(people.id, offers.counselorId))
    .where(and(eq(calls.line, line), eq(calls.referenceTag, tag), eq(offers.state, 'pending')))
  return found
}

/** Who answered the call that a line knows under this reference. */
export async function answererOfCall({ db, keys }: Tagged, line: string, reference: string) {
  const tag = await referenceTag({ keys }, line, reference)
  const [found] = await db
    .select({ id: calls.id, handle: people.handle })
    .from(calls)
    .innerJoin(people, eq(people.id, calls.counselorId))
    .where(and(eq(calls.line, line), eq(calls.referenceTag, tag)))
  return found
}

/** Who holds the session behind a return code, of which only the tag is known. */
export async function holderOfSession({ db }: Db, returnCodeTag: string) {
  const [found] = await db
    .select({ id: bookings.id, handle: people.handle })
    .from(bookings)
    .innerJoin(people, eq(people.id, bookings.counselorId))
    .where(eq(bookings.returnCodeTag, returnCodeTag))
  return found
}
