import { and, asc, eq, gt, isNull, lt } from 'drizzle-orm'
import { shifts } from '../db/schema/duty.ts'
import { partners, people } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'

/** A planned shift with the names that people know it by. */
export type ShiftRow = {
  id: string
  startsAt: Date
  endsAt: Date
  counselorId: string
  handle: string | null
  name: string
  partner: { code: string; name: string } | null
}

/** The shifts that touch a stretch of time, canceled ones left out, by start and name. */
export async function shiftsBetween(deps: Pick<Deps, 'db'>, from: Date, to: Date): Promise<ShiftRow[]> {
  return deps.db
    .select({
      id: shifts.id,
      startsAt: shifts.startsAt,
      endsAt: shifts.endsAt,
      counselorId: shifts.counselorId,
      handle: people.handle,
      name: people.name,
      partner: { code: partners.code, name: partners.name },
    })
    .from(shifts)
    .innerJoin(people, eq(people.id, shifts.counselorId))
    .leftJoin(partners, eq(partners.id, people.partnerId))
    .where(and(isNull(shifts.canceledAt), lt(shifts.startsAt, to), gt(shifts.endsAt, from)))
    .orderBy(asc(shifts.startsAt), asc(partners.name), asc(people.name), asc(shifts.id))
}
