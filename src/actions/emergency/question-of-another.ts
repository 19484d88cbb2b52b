import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { emergencyOpenings } from '../../db/schema/emergency.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SupervisorActor } from '../../domain/actor.ts'
import { emergencyState } from '../../domain/emergency.ts'
import { Problem } from '../../domain/problem.ts'

/**
 * Locks a question that waits for a second person, and says which contact it is about. Refuses `not_found`,
 * `second_person_needed` to whoever asked, `emergency_over` after 15 minutes or once whoever asked has left,
 * `emergency_settled` when it was allowed or refused before.
 */
export async function questionOfAnother(
  { now }: Pick<Deps, 'now'>,
  tx: Transaction,
  second: CoordinatorActor | SupervisorActor,
  id: string,
  about: (contact: string) => void,
): Promise<void> {
  const [asked] = await tx.select().from(emergencyOpenings).where(eq(emergencyOpenings.id, id)).for('update')
  if (!asked) throw new Problem('not_found')
  about(asked.callId ?? asked.bookingId ?? '')
  if (asked.askedBy === second.personId) throw new Problem('second_person_needed')
  if (asked.allowedAt || asked.refusedAt) throw new Problem('emergency_settled')
  const [asker] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, asked.askedBy), isNull(people.retiredAt)))
  if (!asker || emergencyState(asked, now()).state !== 'asked') throw new Problem('emergency_over')
}
