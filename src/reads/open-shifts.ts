import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { people } from '../db/schema/people.ts'
import { openShifts } from '../db/schema/roster.ts'
import type { Deps } from '../deps.ts'

/** Time that is or was to be taken: `coverFor` names whose shift it is, `takenBy` who has it. */
export type OpenShiftRow = {
  id: string
  startsAt: Date
  endsAt: Date
  language: string | null
  coverFor: string | null
  takenBy: string | null
}

/** Open seats and wishes for cover that have not begun, those that somebody took included, by time. */
export async function openShiftsAhead(deps: Pick<Deps, 'db' | 'now'>): Promise<OpenShiftRow[]> {
  const owners = alias(people, 'owners')
  const takers = alias(people, 'takers')
  const found = await deps.db
    .select({ open: openShifts, owner: owners.name, taker: takers.name })
    .from(openShifts)
    .innerJoin(owners, eq(owners.id, openShifts.offeredBy))
    .leftJoin(takers, eq(takers.id, openShifts.takenBy))
    .where(and(isNull(openShifts.withdrawnAt), gt(openShifts.startsAt, deps.now())))
    .orderBy(asc(openShifts.startsAt), asc(openShifts.id))
  return found.map(({ open: { id, startsAt, endsAt, language, shiftId }, owner, taker }) => ({
    id,
    startsAt,
    endsAt,
    language,
    coverFor: shiftId ? owner : null,
    takenBy: taker,
  }))
}
