import { and, eq, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor } from '../../domain/actor.ts'
import type { Day } from '../../domain/days.ts'
import { Problem } from '../../domain/problem.ts'
import type { Qualification, Requirement } from '../../domain/routing-terms.ts'
import { passOn } from '../calls/dispatch.ts'

/** What a counselor may be asked for, and the last day on which each thing that calls require is in force. */
export type Standing = { qualifications: Qualification[]; until: Record<Requirement, Day | null> }

/** Says what a counselor may be asked for; routing goes by it at once. `not_found` for anybody else, or who has left. */
export async function setStanding(
  deps: Deps,
  coordinator: CoordinatorActor,
  { personId, qualifications, until }: Standing & { personId: string },
): Promise<void> {
  await change(deps, coordinator, 'set standing', async (tx, about) => {
    about(personId)
    const [person] = await tx
      .update(people)
      .set({
        qualifications,
        qualifiedUntil: until.qualification,
        trainedUntil: until.training,
        insuredUntil: until.insurance,
        supervisedUntil: until.supervision,
      })
      .where(and(eq(people.id, personId), eq(people.role, 'counselor'), isNull(people.retiredAt)))
      .returning({ id: people.id })
    if (!person) throw new Problem('not_found')
  })
  await passOn(deps)
}
