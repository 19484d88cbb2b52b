import { and, asc, eq, gt, isNull, lt, ne, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { shifts } from '../db/schema/duty.ts'
import { people } from '../db/schema/people.ts'
import { shiftSwaps } from '../db/schema/roster.ts'
import type { Deps } from '../deps.ts'
import type { CounselorActor } from '../domain/actor.ts'

type Times = { startsAt: Date; endsAt: Date }

/** Wishes to swap that wait for an answer: one's own, by one's shift, and those put to one; nobody is named. */
export type MySwaps = {
  wished: { id: string; shiftId: string; other: Times }[]
  asked: { id: string; mine: Times; theirs: Times }[]
}

const other = alias(shifts, 'other_shifts')

/** The open wishes to swap of a counselor whose shifts are both still ahead. */
export async function mySwaps(
  deps: Pick<Deps, 'db' | 'now'>,
  { personId }: CounselorActor,
): Promise<MySwaps> {
  const now = deps.now()
  const found = await deps.db
    .select({ swap: shiftSwaps, own: shifts, other })
    .from(shiftSwaps)
    .innerJoin(shifts, eq(shifts.id, shiftSwaps.shiftId))
    .innerJoin(other, eq(other.id, shiftSwaps.otherShiftId))
    .where(
      and(
        isNull(shiftSwaps.acceptedAt),
        isNull(shiftSwaps.declinedAt),
        isNull(shiftSwaps.withdrawnAt),
        gt(shifts.startsAt, now),
      ),
    )
    .orderBy(asc(shifts.startsAt), asc(shiftSwaps.id))
  return {
    wished: found
      .filter(({ own }) => own.counselorId === personId && !own.canceledAt)
      .map(({ swap, other }) => ({ id: swap.id, shiftId: swap.shiftId, other: times(other) })),
    asked: found
      .filter(({ own, other }) => other.counselorId === personId && !own.canceledAt && !other.canceledAt)
      .filter(({ other }) => other.startsAt > now)
      .map(({ swap, own, other }) => ({ id: swap.id, mine: times(other), theirs: times(own) })),
  }
}

const daysAhead = 28

/**
 * For a shift of one's own: others' shifts of the coming four weeks for which it could be swapped, both people being free
 * for it, each time once and without a name. Undefined for a shift that is not one's own, or is not ahead.
 */
export async function swappable(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { personId }: CounselorActor,
  shiftId: string,
): Promise<{ mine: Times; others: (Times & { id: string })[] } | undefined> {
  const at = now()
  const [mine] = await db
    .select()
    .from(shifts)
    .where(
      and(
        eq(shifts.id, shiftId),
        eq(shifts.counselorId, personId),
        isNull(shifts.canceledAt),
        gt(shifts.startsAt, at),
      ),
    )
  if (!mine) return undefined
  const busy = alias(shifts, 'busy_shifts')
  const inTheWay = (
    whose: typeof shifts.counselorId | string,
    except: unknown,
    span: { startsAt: unknown; endsAt: unknown },
  ) =>
    notExists(
      db
        .select({ one: sql`1` })
        .from(busy)
        .where(
          and(
            sql`${busy.counselorId} = ${whose}`,
            sql`${busy.id} <> ${except}`,
            isNull(busy.canceledAt),
            sql`${busy.startsAt} < ${span.endsAt}`,
            sql`${busy.endsAt} > ${span.startsAt}`,
          ),
        ),
    )
  const found = await db
    .select({ id: shifts.id, startsAt: shifts.startsAt, endsAt: shifts.endsAt })
    .from(shifts)
    .innerJoin(people, eq(people.id, shifts.counselorId))
    .where(
      and(
        ne(shifts.counselorId, personId),
        isNull(shifts.canceledAt),
        isNull(people.retiredAt),
        gt(shifts.startsAt, at),
        lt(shifts.startsAt, new Date(at.getTime() + daysAhead * 86_400_000)),
        inTheWay(shifts.counselorId, shifts.id, mine),
        inTheWay(personId, shiftId, shifts),
      ),
    )
    .orderBy(asc(shifts.startsAt), asc(shifts.endsAt), asc(shifts.id))
  const byTime = new Map(found.map(one => [`${one.startsAt.getTime()} ${one.endsAt.getTime()}`, one]))
  return { mine: times(mine), others: [...byTime.values()] }
}

function times({ startsAt, endsAt }: Times): Times {
  return { startsAt, endsAt }
}
