import { and, desc, eq, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { letters } from '../../db/schema/bookings.ts'
import { emergencyOpenings } from '../../db/schema/emergency.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { SupervisorActor } from '../../domain/actor.ts'
import { type EmergencyReason, emergencyState, minutesToAllow } from '../../domain/emergency.ts'
import type { ContactRef } from '../outcomes/save-draft.ts'
import { reachable, rosterLetter } from '../roster/roster-letter.ts'
import { keptContact } from './kept-contact.ts'

/**
 * A supervisor asks for the contact of a caller whose life may be at risk while the counselor cannot be reached; gives
 * the id of the question. Asked again while it
 * stands, it is the same question. All who may allow it are written to. Nothing is opened yet. `not_found`, `contact_forgotten`.
 */
export async function askForContact(
  deps: Deps,
  supervisor: SupervisorActor,
  { reason, ...contact }: ContactRef & { reason: EmergencyReason },
): Promise<string> {
  await keptContact(deps, contact)
  const others = await reachable(
    deps,
    sql`${people.role} in ('coordinator', 'supervisor') and ${people.id} <> ${supervisor.personId}`,
  )
  const askedAt = deps.now()
  const [before] = await deps.db
    .select()
    .from(emergencyOpenings)
    .where(
      and(
        eq(emergencyOpenings.askedBy, supervisor.personId),
        contact.callId
          ? eq(emergencyOpenings.callId, contact.callId)
          : eq(emergencyOpenings.bookingId, contact.bookingId ?? ''),
      ),
    )
    .orderBy(desc(emergencyOpenings.askedAt))
    .limit(1)
  if (before && emergencyState(before, askedAt).until) return before.id
  const endsAt = new Date(askedAt.getTime() + minutesToAllow * 60_000)
  return change(deps, supervisor, 'ask for contact in emergency', async (tx, about) => {
    about(contact.callId ?? contact.bookingId ?? '')
    const [made] = await tx
      .insert(emergencyOpenings)
      .values({
        callId: contact.callId,
        bookingId: contact.bookingId,
        reason,
        askedBy: supervisor.personId,
        askedAt,
      })
      .returning({ id: emergencyOpenings.id })
    const promised = await Promise.all(
      others.map(person => rosterLetter(deps, person, 'emergencyAsked', { startsAt: askedAt, endsAt })),
    )
    if (promised.length > 0) await tx.insert(letters).values(promised)
    return made?.id ?? ''
  })
}
