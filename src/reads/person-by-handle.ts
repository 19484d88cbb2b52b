import { and, eq, isNull } from 'drizzle-orm'
import { people } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'
import type { StaffActor } from '../domain/actor.ts'

/** The active member of staff with this handle (demo people and imports have one). */
export async function personByHandle(
  deps: Pick<Deps, 'db'>,
  handle: string,
): Promise<StaffActor | undefined> {
  const [found] = await deps.db
    .select()
    .from(people)
    .where(and(eq(people.handle, handle), isNull(people.retiredAt)))
  return found && staffActorOf({ personId: found.id, ...found })
}

/** The actor that a row of `people` acts as; undefined for roles that have no door yet. */
export function staffActorOf(person: {
  personId: string
  role: string
  partnerId: string | null
  name: string
}): StaffActor | undefined {
  const { personId, role, partnerId, name } = person
  if (role === 'counselor' && partnerId) return { kind: 'counselor', personId, partnerId, name }
  if (role === 'coordinator' || role === 'operator' || role === 'supervisor')
    return { kind: role, personId, name }
  return undefined
}
