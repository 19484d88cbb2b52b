import { and, eq, gt, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { letters } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { partners, people } from '../../db/schema/people.ts'
import { coverAsks, openShifts } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { type Askable, couldHold, mayTake, whomToAsk } from '../../domain/cover.ts'
import { without } from '../../domain/intervals.ts'
import { inMilliseconds, liveBookingsIn } from '../shifts/around-shift.ts'
import { heldIn, holderOf } from './hand-over.ts'
import { reachable, rosterLetter } from './roster-letter.ts'

type OpenShift = typeof openShifts.$inferSelect

const dayMs = 86_400_000

/** Asks the next people for every shift that wants cover; whom and when is `whomToAsk`. Says how many were asked. */
export async function askForCovers(deps: Deps, actor: SystemActor): Promise<number> {
  const open = await deps.db
    .select({ open: openShifts })
    .from(openShifts)
    .innerJoin(shifts, eq(shifts.id, openShifts.shiftId))
    .where(
      and(
        isNotNull(openShifts.shiftId),
        isNull(openShifts.takenAt),
        isNull(openShifts.withdrawnAt),
        isNull(shifts.canceledAt),
        gt(openShifts.startsAt, deps.now()),
      ),
    )
  let asked = 0
  for (const { open: one } of open) asked += await askAround(deps, actor, one)
  return asked
}

/** Asks the next people for one shift, each once, with a letter to those who have an address. */
export async function askAround(deps: Deps, actor: SystemActor, open: OpenShift): Promise<number> {
  const now = deps.now()
  const candidates = await askable(deps, open)
  const rounds = await deps.db
    .select({ askedAt: coverAsks.askedAt })
    .from(coverAsks)
    .where(eq(coverAsks.openShiftId, open.id))
  const lastRoundAt = rounds.reduce<Date | null>(
    (last, { askedAt }) => (last === null || askedAt > last ? askedAt : last),
    null,
  )
  const next = whomToAsk(candidates, { now, startsAt: open.startsAt, lastRoundAt })
  if (next.length === 0) return 0
  const addressed = await reachable(deps, inArray(people.id, next))
  return change(deps, actor, 'ask around for cover', async (tx, about) => {
    about(open.id)
    const asked = await tx
      .insert(coverAsks)
      .values(next.map(counselorId => ({ openShiftId: open.id, counselorId, askedAt: now })))
      .onConflictDoNothing()
      .returning()
    const mine = new Set(asked.map(({ counselorId }) => counselorId))
    const promised = await Promise.all(
      addressed.filter(({ id }) => mine.has(id)).map(one => rosterLetter(deps, one, 'coverAsked', open)),
    )
    if (promised.length > 0) await tx.insert(letters).values(promised)
    return asked.length
  })
}

/** Counselors who could take the shift with the sessions booked in it, the one who asks left out. */
async function askable(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  { id, shiftId, offeredBy, startsAt, endsAt }: OpenShift,
): Promise<Askable[]> {
  const [found, around, booked] = await Promise.all([
    db
      .select({
        person: people,
        lastAskedAt: sql<string | null>`(select max(${coverAsks.askedAt}) from ${coverAsks}
          where ${coverAsks.counselorId} = ${people.id})`,
        askedForThis: sql<boolean>`exists (select 1 from ${coverAsks}
          where ${coverAsks.counselorId} = ${people.id} and ${coverAsks.openShiftId} = ${id})`,
      })
      .from(people)
      .innerJoin(partners, eq(partners.id, people.partnerId))
      .where(
        and(
          eq(people.role, 'counselor'),
          isNull(people.retiredAt),
          isNull(partners.retiredAt),
          ne(people.id, offeredBy),
        ),
      ),
    db
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
          lt(shifts.startsAt, new Date(endsAt.getTime() + dayMs)),
          gt(shifts.endsAt, new Date(startsAt.getTime() - dayMs)),
        ),
      ),
    liveBookingsIn(db, { counselorId: offeredBy, startsAt, endsAt }),
  ])
  const shiftsOf = Map.groupBy(around, ({ counselorId }) => counselorId)
  const shift = inMilliseconds({ startsAt, endsAt })
  // What another shift of the same person covers stays with them.
  const staying = (shiftsOf.get(offeredBy) ?? []).filter(other => other.id !== shiftId).map(inMilliseconds)
  const moving = heldIn(booked.filter(one => without([inMilliseconds(one)], staying).length > 0))
  return found
    .filter(({ person }) => {
      const own = (shiftsOf.get(person.id) ?? []).map(inMilliseconds)
      const holder = holderOf(person, config.TIME_ZONE)
      const isThere = own.some(other => other.startsAt < shift.endsAt && other.endsAt > shift.startsAt)
      return !isThere && mayTake(holder, shift, own, config.SHIFT_REST_HOURS) && couldHold(holder, moving)
    })
    .map(({ person, lastAskedAt, askedForThis }) => ({
      id: person.id,
      lastAskedAt: lastAskedAt === null ? null : new Date(lastAskedAt),
      askedForThis,
    }))
}
