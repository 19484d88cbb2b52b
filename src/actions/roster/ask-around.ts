import { and, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { rows } from '../../db/connect.ts'
import { letters } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { partners, people } from '../../db/schema/people.ts'
import { coverAsks, openShifts } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { type Askable, whomToAsk } from '../../domain/cover.ts'
import { reachable, rosterLetter } from './roster-letter.ts'

type OpenShift = typeof openShifts.$inferSelect

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

/** Counselors whose time is free of other shifts, the one who asks left out. */
function askable(
  { db }: Pick<Deps, 'db'>,
  { id, offeredBy, startsAt, endsAt }: OpenShift,
): Promise<Askable[]> {
  return rows<Askable>(
    db,
    sql`select ${people.id} as id,
        (select max(${coverAsks.askedAt}) from ${coverAsks} where ${coverAsks.counselorId} = ${people.id}) as "lastAskedAt",
        exists (select 1 from ${coverAsks}
          where ${coverAsks.counselorId} = ${people.id} and ${coverAsks.openShiftId} = ${id}) as "askedForThis"
      from ${people} join ${partners} on ${partners.id} = ${people.partnerId}
      where ${people.role} = 'counselor' and ${people.retiredAt} is null and ${partners.retiredAt} is null
        and ${people.id} <> ${offeredBy}
        and not exists (select 1 from ${shifts}
          where ${shifts.counselorId} = ${people.id} and ${shifts.canceledAt} is null
            and ${shifts.startsAt} < ${endsAt} and ${shifts.endsAt} > ${startsAt})`,
  )
}
