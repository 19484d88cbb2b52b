import { and, eq, isNull } from 'drizzle-orm'
import { people } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'
import type { StaffActor } from '../domain/actor.ts'
import { staffActorOf } from './person-by-handle.ts'

/** The active member of staff with this id. */
export async function personById(deps: Pick<Deps, 'db'>, personId: string): Promise<StaffActor | undefined> {
  const [found] = await deps.db
    .select()
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.retiredAt)))
  return found && staffActorOf({ personId: found.id, ...found })
}
