import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { partners, people } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'

/** Who may be tried out in a demo: the active people with a handle, in the order of their handles. */
export async function demoStaff(
  deps: Pick<Deps, 'db'>,
): Promise<{ handle: string; name: string; role: string; partner: string | null }[]> {
  const found = await deps.db
    .select({ handle: people.handle, name: people.name, role: people.role, partner: partners.name })
    .from(people)
    .leftJoin(partners, eq(partners.id, people.partnerId))
    .where(and(isNotNull(people.handle), isNull(people.retiredAt)))
    .orderBy(asc(people.role), sql`length(${people.handle})`, asc(people.handle))
  return found.map(person => ({ ...person, handle: person.handle ?? '' }))
}
