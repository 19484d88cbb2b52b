import { eq } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { people } from '../../db/schema/people.ts'
import { Problem } from '../../domain/problem.ts'

/** A counselor by id or by handle. */
export type CounselorName = { counselorId: string } | { handle: string }

/**
 * Locks the row of a counselor, so that this person's shifts and bookings change one after the other.
 * Refuses `invalid_input` for somebody who is none, at the field by which whoever asks has named them, and `person_retired` for one who left.
 */
export async function lockCounselor(
  tx: Transaction,
  name: CounselorName,
  field: 'counselor' | 'counselorId' = 'counselor',
): Promise<string> {
  const [found] = await tx
    .select({ id: people.id, role: people.role, retiredAt: people.retiredAt })
    .from(people)
    .where('handle' in name ? eq(people.handle, name.handle) : eq(people.id, name.counselorId))
    .for('no key update')
  if (found?.role !== 'counselor')
    throw new Problem('invalid_input', { faults: [{ field, code: 'not_in_list' }] })
  if (found.retiredAt) throw new Problem('person_retired')
  return found.id
}
