import { and, eq, gt, isNull } from 'drizzle-orm'
import { people, signIns } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'
import type { StaffActor } from '../domain/actor.ts'
import { staffActorOf } from './person-by-handle.ts'

/** The member of staff behind a sign-in that is alive: neither ended, expired nor of a retired person. */
export async function personSignedIn(
  deps: Pick<Deps, 'db' | 'now'>,
  tokenTag: string,
): Promise<StaffActor | undefined> {
  const [found] = await deps.db
    .select({ personId: people.id, role: people.role, partnerId: people.partnerId, name: people.name })
    .from(signIns)
    .innerJoin(people, eq(people.id, signIns.personId))
    .where(
      and(
        eq(signIns.tokenTag, tokenTag),
        isNull(signIns.endedAt),
        gt(signIns.endsAt, deps.now()),
        isNull(people.retiredAt),
      ),
    )
  return found && staffActorOf(found)
}
