import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { shifts } from '../db/schema/duty.ts'
import { people } from '../db/schema/people.ts'
import { coverAsks, openShifts } from '../db/schema/roster.ts'
import type { Deps } from '../deps.ts'
import type { CounselorActor } from '../domain/actor.ts'

/** A time that one could take; `language` where it wants one, `overlaps` where one is on shift then already. */
export type TakeableShift = {
  id: string
  startsAt: Date
  endsAt: Date
  language: string | null
  overlaps: boolean
}

/** A counselor's own shifts with the wish for cover that is open, what one was asked to cover, and seats to take. */
export type MyShifts = {
  mine: { id: string; startsAt: Date; endsAt: Date; openShiftId: string | null }[]
  asked: TakeableShift[]
  seats: TakeableShift[]
}

/** What a counselor's page of shifts shows, from now on; nothing in it names anybody else. */
export async function myShifts(
  deps: Pick<Deps, 'db' | 'now'>,
  { personId }: CounselorActor,
): Promise<MyShifts> {
  const { db } = deps
  const now = deps.now()
  const isLive = and(isNull(openShifts.takenAt), isNull(openShifts.withdrawnAt))
  const isAhead = and(isLive, gt(openShifts.startsAt, now))
  const [mine, asked, seats, [me]] = await Promise.all([
    db
      .select({
        id: shifts.id,
        startsAt: shifts.startsAt,
        endsAt: shifts.endsAt,
        openShiftId: openShifts.id,
      })
      .from(shifts)
      .leftJoin(openShifts, and(eq(openShifts.shiftId, shifts.id), isLive))
      .where(and(eq(shifts.counselorId, personId), isNull(shifts.canceledAt), gt(shifts.endsAt, now)))
      .orderBy(asc(shifts.startsAt)),
    db
      .select({ open: openShifts })
      .from(openShifts)
      .innerJoin(
        coverAsks,
        and(eq(coverAsks.openShiftId, openShifts.id), eq(coverAsks.counselorId, personId)),
      )
      .innerJoin(shifts, and(eq(shifts.id, openShifts.shiftId), isNull(shifts.canceledAt)))
      .where(isAhead)
      .orderBy(asc(openShifts.startsAt), asc(openShifts.id)),
    db
      .select()
      .from(openShifts)
      .where(and(isAhead, isNull(openShifts.shiftId)))
      .orderBy(asc(openShifts.startsAt), asc(openShifts.id)),
    db.select({ languages: people.languages }).from(people).where(eq(people.id, personId)),
  ])
  const takeable = ({ id, startsAt, endsAt, language }: (typeof seats)[number]): TakeableShift => ({
    id,
    startsAt,
    endsAt,
    language,
    overlaps: mine.some(shift => shift.startsAt < endsAt && shift.endsAt > startsAt),
  })
  return {
    mine,
    asked: asked.map(({ open }) => takeable(open)),
    seats: seats
      .filter(({ language }) => language === null || me?.languages.includes(language))
      .map(takeable),
  }
}
