import { and, eq, isNull } from 'drizzle-orm'
import { people } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'
import type { Day } from '../domain/days.ts'
import type { Requirement } from '../domain/routing-terms.ts'

/** A counselor by name, with what they may be asked for and the last day of each thing that calls require. */
export type StandingShown = { name: string; qualifications: string[]; until: Record<Requirement, Day | null> }

/** What a counselor may be asked for; undefined for anybody else, or who has left. */
export async function standingOfPerson(
  { db }: Pick<Deps, 'db'>,
  personId: string,
): Promise<StandingShown | undefined> {
  const [person] = await db
    .select()
    .from(people)
    .where(and(eq(people.id, personId), eq(people.role, 'counselor'), isNull(people.retiredAt)))
  return (
    person && {
      name: person.name,
      qualifications: person.qualifications,
      until: {
        qualification: person.qualifiedUntil,
        training: person.trainedUntil,
        insurance: person.insuredUntil,
        supervision: person.supervisedUntil,
      },
    }
  )
}
