import { and, eq, gt, inArray, isNull, lte, notExists, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { letters } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { reachable, rosterLetter } from './roster-letter.ts'

/**
 * Promises counselors with a mail address a letter SHIFT_REMINDER_HOURS before each of their shifts, once; for shifts
 * planned or taken later than that none, and with 0 hours none at all. A letter whose shift is canceled or changes hands
 * before it goes is withdrawn. Says how many.
 */
export async function remindOfShifts(deps: Deps, actor: SystemActor): Promise<number> {
  const hours = deps.config.SHIFT_REMINDER_HOURS
  if (hours === 0) return 0
  const now = deps.now()
  const reminded = deps.db
    .select({ one: sql`1` })
    .from(letters)
    .where(and(eq(letters.shiftId, shifts.id), eq(letters.kind, 'shiftReminder')))
  const due = await deps.db
    .select({
      id: shifts.id,
      counselorId: shifts.counselorId,
      startsAt: shifts.startsAt,
      endsAt: shifts.endsAt,
    })
    .from(shifts)
    .where(
      and(
        isNull(shifts.canceledAt),
        gt(shifts.startsAt, now),
        lte(shifts.startsAt, new Date(now.getTime() + hours * 3_600_000)),
        sql`${shifts.plannedAt} <= ${shifts.startsAt} - make_interval(hours => ${hours})`,
        notExists(reminded),
      ),
    )
  if (due.length === 0) return 0
  const whose = [...new Set(due.map(({ counselorId }) => counselorId))]
  const addressed = new Map((await reachable(deps, inArray(people.id, whose))).map(one => [one.id, one]))
  const promised = await Promise.all(
    due.flatMap(shift => {
      const person = addressed.get(shift.counselorId)
      return person ? [reminder(deps, person, shift)] : []
    }),
  )
  if (promised.length === 0) return 0
  return change(deps, actor, 'remind of shifts', async tx => {
    const made = await tx.insert(letters).values(promised).onConflictDoNothing().returning({ id: letters.id })
    return made.length
  })
}

type Due = { id: string; startsAt: Date; endsAt: Date }

async function reminder(deps: Deps, person: Parameters<typeof rosterLetter>[1], { id, ...times }: Due) {
  return { ...(await rosterLetter(deps, person, 'shiftReminder', times)), shiftId: id }
}
