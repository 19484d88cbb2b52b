import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { letters } from '../../db/schema/bookings.ts'
import { emergencyOpenings } from '../../db/schema/emergency.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { SupervisorActor } from '../../domain/actor.ts'
import { emergencyState, minutesOpen } from '../../domain/emergency.ts'
import { Problem } from '../../domain/problem.ts'
import { reachable, rosterLetter } from '../roster/roster-letter.ts'
import { keptContact } from './kept-contact.ts'

/**
 * Opens the number or mail address that a second person has allowed, for whoever asked and ten minutes from the first
 * time; each opening leaves an audit line, the first a letter to the counselor whose contact it is. `not_found` for
 * other people's questions, `emergency_not_allowed`, `emergency_refused`, `emergency_over`,
 * `contact_forgotten`.
 */
export async function openInEmergency(
  deps: Deps,
  supervisor: SupervisorActor,
  { id }: { id: string },
): Promise<{ phone?: string; mail?: string; until: Date }> {
  const [asked] = await deps.db.select().from(emergencyOpenings).where(eq(emergencyOpenings.id, id))
  if (!asked || asked.askedBy !== supervisor.personId) throw new Problem('not_found')
  needOpen(asked, deps.now())
  const kept = await keptContact(deps, contactOf(asked))
  const contact = await kept.open()
  const [counselor] = await reachable(deps, eq(people.id, kept.counselorId))
  // Only what is on record is shown: the contact leaves after its audit line is kept.
  const openedAt = await change(deps, supervisor, 'open contact in emergency', async (tx, about) => {
    about(asked.callId ?? asked.bookingId ?? '')
    const [row] = await tx.select().from(emergencyOpenings).where(eq(emergencyOpenings.id, id)).for('update')
    if (!row) throw new Problem('not_found')
    const now = deps.now()
    needOpen(row, now)
    if (row.openedAt) return row.openedAt
    await tx.update(emergencyOpenings).set({ openedAt: now }).where(eq(emergencyOpenings.id, id))
    if (counselor) {
      const endsAt = untilOf(now)
      const told = await rosterLetter(deps, counselor, 'emergencyOpened', { startsAt: now, endsAt })
      await tx.insert(letters).values(told)
    }
    return now
  })
  return { ...contact, until: untilOf(openedAt) }
}

function untilOf(openedAt: Date) {
  return new Date(openedAt.getTime() + minutesOpen * 60_000)
}

type Opening = typeof emergencyOpenings.$inferSelect

function contactOf({ callId, bookingId }: Opening) {
  return callId ? { callId } : { bookingId: bookingId ?? '' }
}

function needOpen(opening: Opening, now: Date) {
  const { state } = emergencyState(opening, now)
  if (state === 'asked') throw new Problem('emergency_not_allowed')
  if (state === 'refused') throw new Problem('emergency_refused')
  if (state === 'lapsed' || state === 'over') throw new Problem('emergency_over')
}
